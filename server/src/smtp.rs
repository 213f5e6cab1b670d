//! Hands the queued mails to an SMTP relay, one after the other, and tries again what it didn't take.

use std::time::Duration;

use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::Error;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::error::ApiError;
use crate::mails::{self, Mail};
use crate::store::Store;

/// Pause before a mail is tried again.
const PAUSE: Duration = Duration::from_secs(2);
/// How long the relay may take for a mail.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The SMTP relay: plain SMTP, as a development machine's catch-all mailbox speaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    host: String,
    port: u16,
}

impl Relay {
    /// Reads `smtp://host:port`. The port is 25 when it is absent.
    pub fn parse(url: &str) -> Result<Self, String> {
        let wrong = || "a relay looks like smtp://127.0.0.1:1025".to_owned();
        let uri = url.parse::<axum::http::Uri>().map_err(|_| wrong())?;
        let plain = uri.scheme_str() == Some("smtp") && matches!(uri.path(), "" | "/") && uri.query().is_none();
        let host = uri.host().filter(|host| plain && !host.is_empty()).ok_or_else(wrong)?;
        if url.contains('@') {
            return Err("the relay is spoken to without a login: smtp://127.0.0.1:1025".into());
        }
        Ok(Relay { host: host.trim_matches(['[', ']']).into(), port: uri.port_u16().unwrap_or(25) })
    }
}

/// Delivers until the server ends. Mails that were queued before a restart are delivered too.
pub async fn deliver(store: Store, relay: Relay) {
    let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&relay.host).port(relay.port).build();
    let mut arrived = store.mail_arrived();
    loop {
        arrived.mark_unchanged();
        // Of an error the log tells already.
        if !deliver_all(&store, &transport).await.unwrap_or(false) {
            tokio::time::sleep(PAUSE).await;
        } else if arrived.changed().await.is_err() {
            return;
        }
    }
}

/// Delivers what is queued. False: the relay didn't take a mail, and it is to be tried again.
async fn deliver_all(store: &Store, transport: &AsyncSmtpTransport<Tokio1Executor>) -> Result<bool, ApiError> {
    while let Some(mail) = mails::next_queued(store).await? {
        let refused = match message(&mail) {
            Err(reason) => Some((reason, true)),
            Ok(message) => send(transport, message).await.err(),
        };
        match refused {
            None => mails::delivered(store, mail.id).await?,
            Some((reason, for_good)) => {
                tracing::warn!("the SMTP relay didn't take mail {}: {reason}", mail.id);
                if mails::not_delivered(store, mail.id, for_good).await? {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}

/// The error says why the relay didn't take the mail, and whether it never will (a 5xx, RFC 5321 4.2.1).
async fn send(transport: &AsyncSmtpTransport<Tokio1Executor>, message: Message) -> Result<(), (String, bool)> {
    // The transport's own timeout is for the connection alone: a relay that falls silent would stop all mail.
    match tokio::time::timeout(TIMEOUT, transport.send(message)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err((reason(&error), error.is_permanent())),
        Err(_) => Err(("it didn't answer in time".into(), false)),
    }
}

/// Why the relay didn't take a mail, without the relay's own words: they may name the recipient.
fn reason(error: &Error) -> String {
    error.status().map_or_else(|| "it can't be reached".into(), |code| format!("it answered {code}"))
}

fn message(mail: &Mail) -> Result<Message, String> {
    let mailbox = |address: &str| address.parse::<Address>().map(|address| Mailbox::new(None, address));
    let parts = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
    let message = |from, to| Message::builder().from(from).to(to).subject(mail.subject.as_str()).multipart(parts);
    let written = mailbox(&mail.from).and_then(|from| Ok((from, mailbox(&mail.to)?))).ok();
    let written = written.and_then(|(from, to)| message(from, to).ok());
    written.ok_or_else(|| "it can't be written as a message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_is_a_host_and_a_port() {
        let relay = |host: &str, port| Ok(Relay { host: host.into(), port });
        assert_eq!(Relay::parse("smtp://127.0.0.1:1025"), relay("127.0.0.1", 1025));
        assert_eq!(Relay::parse("smtp://[::1]:1025/"), relay("::1", 1025));
        assert_eq!(Relay::parse("smtp://localhost"), relay("localhost", 25));
        for url in ["localhost:25", "smtps://localhost", "smtp://", "smtp://a:b@localhost", "smtp://localhost/x"] {
            assert!(Relay::parse(url).is_err(), "{url}");
        }
    }
}
