//! Mails: the built-in mailbox, and the queue of what the SMTP relay is still to get.
//!
//! A mail is written in the transaction that it is about, so that there is neither a mail without its invitation
//! nor an invitation without its mail.

use rusqlite::Row;
use serde::Serialize;

use crate::app::Db;
use crate::error::ApiError;
use crate::letters::Letter;
use crate::store::{Store, Txn, fold};

/// The sender of all mails.
const FROM: &str = "clerk-local@heron.test";
/// Most mails that a look into the mailbox shows.
const MAX_SHOWN: u32 = 100;
/// How often the relay may put a mail off before it is given up.
const MAX_ATTEMPTS: u32 = 5;

/// A mail in the mailbox.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mail {
    /// `mail_…`
    pub id: String,
    /// Address of the recipient.
    pub to: String,
    /// Address of the sender.
    pub from: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
    /// The links in it.
    pub links: Vec<String>,
    /// The code in it.
    pub code: Option<String>,
    /// `mailbox` without a relay; with one `queued`, `sent`, or `failed` when the relay would not have it.
    pub delivery: String,
    /// Milliseconds since the epoch.
    pub created_at: i64,
}

const COLUMNS: &str = "id, to_address, from_address, subject, body_text, body_html, link, code, created_at, delivery";

fn read(row: &Row<'_>) -> rusqlite::Result<Mail> {
    Ok(Mail {
        id: row.get(0)?,
        to: row.get(1)?,
        from: row.get(2)?,
        subject: row.get(3)?,
        text: row.get(4)?,
        html: row.get(5)?,
        links: row.get::<_, Option<String>>(6)?.into_iter().collect(),
        code: row.get(7)?,
        created_at: row.get(8)?,
        delivery: row.get(9)?,
    })
}

/// Puts a mail into the mailbox, and into the relay's queue if there is a relay.
pub fn send(db: &Db<'_>, to: &str, letter: &Letter) -> Result<(), ApiError> {
    let delivery = if db.relays_mail { "queued" } else { "mailbox" };
    db.change(
        "INSERT INTO mails (id, to_address, to_lower, from_address, subject, body_text, body_html, link, code,
             delivery, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        (
            db.random.id("mail")?,
            to,
            fold(to),
            FROM,
            &letter.subject,
            &letter.text,
            &letter.html,
            &letter.link,
            &letter.code,
            delivery,
            db.now,
        ),
    )?;
    db.announce_mail();
    Ok(())
}

/// The mails to an address, or to anybody, newest first.
pub async fn list(store: &Store, to: Option<&str>) -> Result<Vec<Mail>, ApiError> {
    let to = to.map(fold);
    store
        .read(move |txn| {
            let sql = format!(
                "SELECT {COLUMNS} FROM mails WHERE ?1 IS NULL OR to_lower = ?1
                 ORDER BY created_at DESC, rowid DESC LIMIT ?2"
            );
            Ok(txn.list(&sql, (to, MAX_SHOWN), read)?)
        })
        .await
}

/// The mail that waits longest for the relay; those that it didn't take before come last.
pub async fn next_queued(store: &Store) -> Result<Option<Mail>, ApiError> {
    let order = "ORDER BY attempts, created_at, rowid LIMIT 1";
    let sql = format!("SELECT {COLUMNS} FROM mails WHERE delivery = 'queued' {order}");
    store.read(move |txn| Ok(txn.find(&sql, [], read)?)).await
}

/// Writes down that the relay took a mail.
pub async fn delivered(store: &Store, id: String) -> Result<(), ApiError> {
    store.write(move |txn| set_delivery(txn, "sent", &id)).await
}

/// Writes down that the relay refused a mail for good.
pub async fn refused(store: &Store, id: String) -> Result<(), ApiError> {
    let sql = "UPDATE mails SET attempts = attempts + 1, delivery = 'failed' WHERE id = ?1";
    store.write(move |txn| Ok(txn.change(sql, [&id]).map(drop)?)).await
}

/// Writes down that the relay put a mail off. Whether it is worth another try is the answer.
pub async fn put_off(store: &Store, id: String) -> Result<bool, ApiError> {
    store
        .write(move |txn| {
            let sql = "UPDATE mails SET attempts = attempts + 1 WHERE id = ?1 RETURNING attempts";
            let again = txn.value::<u32>(sql, [&id])? < MAX_ATTEMPTS;
            if !again {
                set_delivery(txn, "failed", &id)?;
            }
            Ok(again)
        })
        .await
}

fn set_delivery(txn: &Txn<'_>, delivery: &str, id: &str) -> Result<(), ApiError> {
    txn.change("UPDATE mails SET delivery = ?1 WHERE id = ?2", (delivery, id))?;
    Ok(())
}
