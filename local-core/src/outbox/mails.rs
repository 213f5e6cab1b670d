//! Mails: the built-in mailbox, and the queue of those that the SMTP relay is still to get.
//!
//! A mail is written in the transaction that it is about, so that there is neither a mail without its invitation nor an
//! invitation without its mail.
//!
//! Tickets and codes are hashed everywhere but here, where their owner is to read them. They stay in a mail only while
//! they work: once they are used, withdrawn or lapsed, the link, the code and the texts are removed from it.

use rusqlite::Row;
use serde::Serialize;

use super::messages::Message;
use crate::clock::DAY;
use crate::db::{Transaction, fold};
use crate::refusal::Result;

/// The sender of all mails.
const FROM: &str = "clerk-local@heron.test";
/// Most mails that the mailbox shows.
const MAX_SHOWN: u32 = 100;
/// Most mails that the mailbox keeps.
const MAX_KEPT: u32 = 10_000;
/// How long the mailbox keeps a mail, in milliseconds.
const MAX_AGE: i64 = 90 * DAY;
/// How often the relay may put a mail off before the server gives it up.
const MAX_ATTEMPTS: u32 = 5;

/// What stands in a mail in place of its texts once its secret no longer works.
const REMOVED_TEXT: &str = "The link or code of this mail no longer works. It was removed.\n";
const REMOVED_HTML: &str = "<p>The link or code of this mail no longer works. It was removed.</p>";

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
    /// The links in it that still work.
    pub links: Vec<String>,
    /// The code in it, while it works.
    pub code: Option<String>,
    /// `mailbox` without a relay; with one `queued`, `sent`, or `failed` when the relay didn't take it.
    pub delivery: String,
    /// Whether its link or code was removed, because it no longer works.
    pub is_secret_removed: bool,
    /// Milliseconds since the Unix epoch.
    pub created_at: i64,
}

const COLUMNS: &str = "id, to_address, from_address, subject, body_text, body_html, link, code, created_at, delivery,
    secret_expires_at IS NULL AND link IS NULL AND code IS NULL AS is_secret_removed";

fn read(row: &Row<'_>) -> rusqlite::Result<Mail> {
    Ok(Mail {
        id: row.get("id")?,
        to: row.get("to_address")?,
        from: row.get("from_address")?,
        subject: row.get("subject")?,
        text: row.get("body_text")?,
        html: row.get("body_html")?,
        links: row.get::<_, Option<String>>("link")?.into_iter().collect(),
        code: row.get("code")?,
        created_at: row.get("created_at")?,
        delivery: row.get("delivery")?,
        is_secret_removed: row.get("is_secret_removed")?,
    })
}

/// What a mail's link or code belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Secrets<'a> {
    /// The id of an invitation or of a sign-up.
    pub about: &'a str,
    /// Until when the link or code works: milliseconds since the Unix epoch.
    pub expires_at: i64,
}

/// Puts a mail into the mailbox, and into the relay's queue if there is a relay.
pub fn send(tx: &Transaction<'_>, to: &str, message: &Message, secrets: Secrets<'_>) -> Result<()> {
    let delivery = if tx.config.relays_mail { "queued" } else { "mailbox" };
    tx.change(
        "INSERT INTO mails (id, to_address, to_lower, from_address, subject, body_text, body_html, link, code,
             delivery, created_at, about, secret_expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        (
            tx.random.id("mail")?,
            to,
            fold(to),
            FROM,
            &message.subject,
            &message.text,
            &message.html,
            &message.link,
            &message.code,
            delivery,
            tx.now,
            secrets.about,
            secrets.expires_at,
        ),
    )?;
    tx.announce_mail();
    Ok(())
}

/// Removes the links and codes that belong to an invitation or a sign-up: they no longer work.
pub fn remove_secrets(tx: &Transaction<'_>, about: &str) -> Result<()> {
    remove_where(tx, "about = ?3", about).map(drop)
}

/// Removes some of the links and codes that have lapsed, and tells how many.
pub fn remove_lapsed_secrets(tx: &Transaction<'_>, most: u32) -> Result<usize> {
    let lapsed = "rowid IN (SELECT rowid FROM mails WHERE secret_expires_at <= ?3 LIMIT ";
    remove_where(tx, &format!("{lapsed}{most})"), tx.now)
}

fn remove_where(tx: &Transaction<'_>, condition: &str, value: impl rusqlite::ToSql) -> Result<usize> {
    let sql = format!(
        "UPDATE mails SET link = NULL, code = NULL, body_text = ?1, body_html = ?2, secret_expires_at = NULL
         WHERE secret_expires_at IS NOT NULL AND {condition}"
    );
    Ok(tx.change(&sql, (REMOVED_TEXT, REMOVED_HTML, value))?)
}

/// The mails to an address, or to anybody, newest first. What has lapsed since the last clean-up isn't shown either.
pub fn list(tx: &Transaction<'_>, to: Option<&str>) -> Result<Vec<Mail>> {
    let sql = format!(
        "SELECT {COLUMNS}, secret_expires_at <= ?1 AS is_lapsed FROM mails WHERE ?2 IS NULL OR to_lower = ?2
         ORDER BY created_at DESC, rowid DESC LIMIT ?3"
    );
    Ok(tx.list(&sql, (tx.now, to.map(fold), MAX_SHOWN), |row| {
        let mail = read(row)?;
        let is_lapsed = row.get::<_, Option<bool>>("is_lapsed")?.unwrap_or(false);
        Ok(if is_lapsed { without_secret(mail) } else { mail })
    })?)
}

fn without_secret(mail: Mail) -> Mail {
    let (text, html) = (REMOVED_TEXT.to_owned(), REMOVED_HTML.to_owned());
    Mail { text, html, links: Vec::new(), code: None, is_secret_removed: true, ..mail }
}

/// The mail that has waited longest for the relay. Those that the relay put off before come last.
pub fn next_queued(tx: &Transaction<'_>) -> Result<Option<Mail>> {
    let order = "ORDER BY attempts, created_at, rowid LIMIT 1";
    Ok(tx.find(&format!("SELECT {COLUMNS} FROM mails WHERE delivery = 'queued' {order}"), [], read)?)
}

/// Notes that the relay took a mail.
pub fn delivered(tx: &Transaction<'_>, id: &str) -> Result<()> {
    set_delivery(tx, "sent", id)
}

/// Notes that the relay refused a mail for good.
pub fn refused(tx: &Transaction<'_>, id: &str) -> Result<()> {
    tx.change("UPDATE mails SET attempts = attempts + 1, delivery = 'failed' WHERE id = ?1", [id])?;
    Ok(())
}

/// Notes that the relay put a mail off, and tells whether to try it again.
pub fn put_off(tx: &Transaction<'_>, id: &str) -> Result<bool> {
    let sql = "UPDATE mails SET attempts = attempts + 1 WHERE id = ?1 RETURNING attempts";
    let is_tried_again = tx.value::<u32>(sql, [id])? < MAX_ATTEMPTS;
    if !is_tried_again {
        set_delivery(tx, "failed", id)?;
    }
    Ok(is_tried_again)
}

fn set_delivery(tx: &Transaction<'_>, delivery: &str, id: &str) -> Result<()> {
    tx.change("UPDATE mails SET delivery = ?1 WHERE id = ?2", (delivery, id))?;
    Ok(())
}

/// Removes some of the mails and secrets that are too old or too many, and tells how many. Mails that wait for the relay
/// stay.
pub fn remove_old(tx: &Transaction<'_>, most: u32) -> Result<usize> {
    let old = "DELETE FROM mails WHERE rowid IN (
                   SELECT rowid FROM mails WHERE created_at <= ?1 AND delivery <> 'queued' LIMIT ?2)";
    let removed = tx.change(old, (tx.now - MAX_AGE, most))?;
    let many = "DELETE FROM mails WHERE rowid IN (
                    SELECT rowid FROM mails WHERE delivery <> 'queued'
                    ORDER BY created_at LIMIT min(?2, max(0, (SELECT count(*) FROM mails) - ?1)))";
    let removed = removed + tx.change(many, (MAX_KEPT, most))?;
    Ok(removed + remove_lapsed_secrets(tx, most)?)
}
