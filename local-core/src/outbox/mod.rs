//! What leaves the server: mails, written in the transaction of what they are about.

mod mails;
mod messages;

pub use mails::{Mail, Secrets, delivered, list, next_queued, put_off, refused, remove_old, remove_secrets, send};
pub use messages::Message;
