//! The mailbox, for programs and for people.

use std::time::Duration;

use clerk_api::form::Form;
use http::StatusCode;

use super::loopback;
use crate::http::html::escape;
use crate::http::{Answer, Incoming, Service, json, page};
use crate::outbox::{self, Mail};
use crate::refusal::{Refusal, Result};

/// The longest wait for a mail, in seconds.
const MAX_WAIT: f64 = 60.0;

/// Path of the mails as JSON.
pub const MAIL: &str = "/_dev/mail";

/// How long a request for mails asks to wait until there are any (`?wait=5`, in seconds). Whoever has the socket waits.
pub fn wait_of(query: &Form) -> Result<Duration> {
    let wait = query.iter().find(|(name, _)| name == "wait").map_or("0", |(_, value)| value.as_str());
    let wait: f64 = wait.parse().unwrap_or(f64::NAN);
    if !(0.0..=MAX_WAIT).contains(&wait) {
        let sentence = format!("wait must be a number of seconds from 0 to {MAX_WAIT}.");
        return Err(Refusal::invalid("form_param_value_invalid", "wait", sentence));
    }
    Ok(Duration::from_secs_f64(wait))
}

/// The mails as JSON, newest first. `?to=` picks a recipient.
pub fn mail(service: &Service, incoming: &Incoming) -> Result<Answer> {
    loopback::check(incoming)?;
    wait_of(&incoming.query)?;
    let to = incoming.query("to").filter(|to| !to.is_empty());
    json(StatusCode::OK, &service.database.read(|tx| outbox::list(tx, to))?)
}

/// The mailbox as a page.
pub fn mailbox(service: &Service, incoming: &Incoming) -> Result<Answer> {
    loopback::check(incoming)?;
    let mails = service.database.read(|tx| outbox::list(tx, None))?;
    let articles: String = mails.iter().map(article).collect();
    let empty = if mails.is_empty() { "<p>No mail yet. Invite somebody, then reload this page.</p>" } else { "" };
    Ok(page(StatusCode::OK, "Mailbox", &format!("<h1>Mailbox</h1>{empty}{articles}")))
}

fn article(mail: &Mail) -> String {
    let link = |link: &String| format!("<p><a href=\"{0}\">{0}</a></p>", escape(link));
    let links: String = mail.links.iter().map(link).collect();
    let to = escape(&mail.to);
    let (subject, text) = (escape(&mail.subject), escape(&mail.text));
    let delivery = match mail.delivery.as_str() {
        "queued" => " – waits for the SMTP relay",
        "failed" => " – the SMTP relay didn’t take it",
        _ => "",
    };
    format!("<article><h2>{subject}</h2><p>to {to}{delivery}</p>{links}<pre>{text}</pre></article>")
}
