//! Tickets: the links in invitation mails, and what they open (docs/fapi.md 5).

use clerk_api::{InvitationId, InvitationStatus, OrganizationId, request};
use http::HeaderValue;

use super::invitations::STATUS;
use super::user_invitations::require_pending;
use crate::db::Transaction;
use crate::http::{Answer, Incoming, Service, html, page, redirect};
use crate::random::Secret;
use crate::refusal::{Refusal, Result};
use crate::users;

/// What a ticket opens.
pub struct Ticket {
    /// The invitation.
    pub invitation_id: InvitationId,
    /// The organization.
    pub organization_id: OrganizationId,
    /// The address that the ticket is bound to.
    pub email_address: String,
    /// The key of the role that accepting gives, as the database has it.
    pub role: String,
    /// Where the invitation stands.
    pub status: InvitationStatus,
    redirect_url: Option<String>,
}

/// Makes the ticket of an invitation, and the link that carries it. The table has only the ticket's hash.
pub fn issue(tx: &Transaction<'_>, invitation_id: &InvitationId) -> Result<String> {
    let ticket = tx.random.secret()?;
    tx.change("INSERT INTO tickets (token_hash, invitation_id) VALUES (?1, ?2)", (ticket.hash(), invitation_id))?;
    Ok(format!("{}/v1/tickets/accept?ticket={}", tx.config.url, ticket.reveal()))
}

/// The invitation that the ticket belongs to, wherever it stands.
fn read(tx: &Transaction<'_>, ticket: &Secret) -> Result<Ticket> {
    let sql = "SELECT invitation_id FROM tickets WHERE token_hash = ?1";
    let known: Option<Option<InvitationId>> = tx.find(sql, [ticket.hash()], |row| row.get("invitation_id"))?;
    let invitation_id = known.ok_or_else(|| {
        Refusal::bad_request("ticket_invalid_code", "The ticket is invalid. Open the link of the mail again.")
    })?;
    let deleted = || {
        Refusal::bad_request(
            "organization_invitation_to_deleted_organization",
            "The organization that you were invited to was deleted.",
        )
    };
    let sql = format!(
        "SELECT i.id, i.organization_id, i.email_address, i.role, {STATUS} AS status, i.redirect_url
         FROM invitations i WHERE i.id = ?2"
    );
    tx.find(&sql, (tx.now, invitation_id.ok_or_else(deleted)?), |row| {
        Ok(Ticket {
            invitation_id: row.get("id")?,
            organization_id: row.get("organization_id")?,
            email_address: row.get("email_address")?,
            role: row.get("role")?,
            status: InvitationStatus::from(row.get::<_, String>("status")?),
            redirect_url: row.get("redirect_url")?,
        })
    })?
    .ok_or_else(deleted)
}

/// What the ticket opens, if it still opens something.
pub fn open(tx: &Transaction<'_>, ticket: &str) -> Result<Ticket> {
    let ticket = read(tx, &Secret::shown(ticket))?;
    require_pending(&ticket.status)?;
    Ok(ticket)
}

/// The refusal of a ticket that belongs to somebody other than the signed-in user.
pub fn foreign() -> Refusal {
    Refusal::forbidden(
        "authorization_invalid",
        "The invitation is for another address than yours. Sign out, then open the link of the mail again.",
    )
}

/// What the accept page is to do: `__clerk_status`.
fn next_step(tx: &Transaction<'_>, ticket: &Ticket) -> Result<&'static str> {
    if ticket.status == InvitationStatus::Accepted {
        return Ok("complete");
    }
    require_pending(&ticket.status)?;
    Ok(if users::by_address(tx, &ticket.email_address)?.is_some() { "sign_in" } else { "sign_up" })
}

/// `GET /v1/tickets/accept?ticket=…` sends the browser to the accept page. It consumes nothing, because programs that
/// check mails follow links too.
pub fn accept(service: &Service, incoming: &Incoming) -> Result<Answer> {
    match accept_page(service, incoming.query("ticket").unwrap_or_default()) {
        Ok(location) => Ok(redirect(location)),
        Err(refusal) if incoming.wants_page() => Ok(refused_page(&refusal)),
        Err(refusal) => Err(refusal),
    }
}

fn accept_page(service: &Service, secret: &str) -> Result<HeaderValue> {
    let location = service.database.read(|tx| {
        let ticket = read(tx, &Secret::shown(secret))?;
        let status = next_step(tx, &ticket)?;
        let page = ticket.redirect_url.unwrap_or_else(|| format!("{}/accept-invitation", tx.config.url));
        Ok(with_query(&page, &[("__clerk_ticket", secret), ("__clerk_status", status)]))
    })?;
    let unusable = |_| Refusal::bad_request("ticket_invalid_code", "The invitation leads to an unusable address.");
    HeaderValue::try_from(location).map_err(unusable)
}

/// Adds to the query of a URL, before its fragment.
fn with_query(url: &str, pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let (page, fragment) = url.split_once('#').map_or((url, String::new()), |(page, rest)| (page, format!("#{rest}")));
    let separator = if page.contains('?') { '&' } else { '?' };
    format!("{page}{separator}{}{fragment}", request::encode(&pairs))
}

/// A person follows the link, so their browser gets a page.
fn refused_page(refusal: &Refusal) -> Answer {
    let body = format!(
        "<h1>This link doesn’t work</h1><p>{}</p><p><code>{}</code></p>",
        html::escape(refusal.sentence()),
        html::escape(refusal.code())
    );
    page(crate::http::status_of(refusal.kind), "Invitation", &body)
}

#[cfg(test)]
mod tests {
    use super::with_query;

    #[test]
    fn the_query_goes_before_the_fragment() {
        for (url, expected) in [
            ("http://localhost/a", "http://localhost/a?t=1+2"),
            ("http://localhost/a?b=c", "http://localhost/a?b=c&t=1+2"),
            ("http://localhost/a#/route?x", "http://localhost/a?t=1+2#/route?x"),
        ] {
            assert_eq!(with_query(url, &[("t", "1 2")]), expected);
        }
    }
}
