//! Hands the queued mails to an SMTP relay, one after the other, and tries again what it didn't take.
//!
//! Nobody who invites waits for it: the invitation and its mail are written before, and the call is answered.

use std::error::Error as _;
use std::io::ErrorKind::{ConnectionRefused, HostUnreachable, NetworkUnreachable};
use std::sync::Arc;
use std::time::Duration;

use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::Error;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use clerk_local_core::Core;
use clerk_local_core::db::Transaction;
use clerk_local_core::outbox::{self, Mail};
use clerk_local_core::refusal::{Refusal, Result};
use tokio::sync::watch;

/// Pause before what wasn't delivered is tried again; it doubles each time, up to the longest.
const PAUSE: Duration = Duration::from_secs(2);
const MAX_PAUSE: Duration = Duration::from_secs(30);
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
    pub fn parse(url: &str) -> std::result::Result<Self, String> {
        let wrong = || "a relay looks like smtp://127.0.0.1:1025".to_owned();
        let uri = url.parse::<http::Uri>().map_err(|_| wrong())?;
        let plain = uri.scheme_str() == Some("smtp") && matches!(uri.path(), "" | "/") && uri.query().is_none();
        let host = uri.host().filter(|host| plain && !host.is_empty()).ok_or_else(wrong)?;
        if url.contains('@') {
            return Err("the relay is spoken to without a login: smtp://127.0.0.1:1025".into());
        }
        let named = uri.authority().is_some_and(|authority| authority.as_str().len() > host.len());
        let port = match uri.port_u16() {
            Some(0) => None,
            None if !named => Some(25),
            port => port,
        };
        let port = port.ok_or("the port of the relay must be a number from 1 to 65535")?;
        Ok(Relay { host: host.trim_matches(['[', ']']).into(), port })
    }
}

/// Delivers until the server ends. Mails that were queued before a restart are delivered too.
pub async fn deliver(core: Arc<Core>, mut mail: watch::Receiver<u64>, relay: Relay) {
    let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&relay.host).port(relay.port).build();
    let mut pause = PAUSE;
    loop {
        mail.mark_unchanged();
        // The log tells of an error already.
        if deliver_all(&core, &transport).await.unwrap_or(false) {
            pause = PAUSE;
            if mail.changed().await.is_err() {
                return;
            }
        } else {
            // A new mail is a reason to try at once.
            let _ = tokio::time::timeout(pause, mail.changed()).await;
            pause = MAX_PAUSE.min(pause * 2);
        }
    }
}

/// Writes the database on a thread that may block.
async fn write<T: Send + 'static>(
    core: &Arc<Core>,
    work: impl FnOnce(&Transaction<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    let core = core.clone();
    let task = tokio::task::spawn_blocking(move || core.write(work)).await;
    task.unwrap_or_else(|error| Err(Refusal::internal("a task ended early", &error)))
}

/// Delivers what is queued. False means that something has to be tried again.
async fn deliver_all(core: &Arc<Core>, transport: &AsyncSmtpTransport<Tokio1Executor>) -> Result<bool> {
    while let Some(mail) = write(core, outbox::next_queued).await? {
        let outcome = match message(&mail) {
            Err(reason) => Outcome::Refused(reason),
            Ok(message) => send(transport, message).await,
        };
        let id = mail.id.clone();
        let (reason, again) = match outcome {
            Outcome::Taken => {
                write(core, move |tx| outbox::delivered(tx, &id)).await?;
                continue;
            }
            Outcome::Refused(reason) => {
                write(core, move |tx| outbox::refused(tx, &id)).await?;
                (reason, false)
            }
            Outcome::PutOff(reason) => (reason, write(core, move |tx| outbox::put_off(tx, &id)).await?),
            // The mail isn't at fault when the relay is away: it waits for as long as it takes.
            Outcome::NoRelay => ("it can't be reached".to_owned(), true),
        };
        let next = if again { "it stays queued" } else { "it is given up, and stays in the built-in mailbox" };
        tracing::warn!("the SMTP relay didn't take mail {}: {reason}; {next}", mail.id);
        if again {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What became of a mail.
enum Outcome {
    Taken,
    /// Never to be tried again (a 5xx, RFC 5321 4.2.1), and why.
    Refused(String),
    /// To be tried again, and why.
    PutOff(String),
    /// There was nobody to hand it to.
    NoRelay,
}

async fn send(transport: &AsyncSmtpTransport<Tokio1Executor>, message: Message) -> Outcome {
    // The transport's own timeout is for the connection alone: a relay that falls silent would stop all mail.
    let sent = tokio::time::timeout(TIMEOUT, transport.send(message)).await;
    let Ok(sent) = sent else { return Outcome::PutOff("it didn't answer in time".into()) };
    let Err(error) = sent else { return Outcome::Taken };
    // Not the relay's own words: they may name the recipient.
    match error.status() {
        Some(code) if error.is_permanent() => Outcome::Refused(format!("it answered {code}")),
        Some(code) => Outcome::PutOff(format!("it answered {code}")),
        None if is_absence(&error) => Outcome::NoRelay,
        None => Outcome::PutOff("the conversation broke off".into()),
    }
}

/// Whether nobody listens there.
fn is_absence(error: &Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref::<std::io::Error>()).map(std::io::Error::kind);
    matches!(cause, Some(ConnectionRefused | HostUnreachable | NetworkUnreachable))
}

fn message(mail: &Mail) -> std::result::Result<Message, String> {
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
        for url in [
            "localhost:25",
            "smtps://localhost",
            "smtp://",
            "smtp://a:b@localhost",
            "smtp://localhost/x",
            "smtp://localhost:99999",
            "smtp://localhost:0",
            "smtp://localhost:x",
        ] {
            assert!(Relay::parse(url).is_err(), "{url}");
        }
    }
}
