//! Tickets: the links in invitation mails, and what they open (FAPI 5).

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use clerk_api::{InvitationStatus, form, request};

use crate::app::{App, Db};
use crate::error::ApiError;
use crate::html;
use crate::invitations::STATUS;
use crate::my_invitations::require_pending;
use crate::random::Secret;
use crate::roles::Role;
use crate::users;

/// What a ticket opens.
pub struct Ticket {
    /// `orginv_…`
    pub invitation_id: String,
    /// `org_…`
    pub organization_id: String,
    /// The address that the ticket is bound to.
    pub email_address: String,
    /// The role that accepting gives.
    pub role: Role,
    /// Where the invitation stands.
    pub status: InvitationStatus,
    redirect_url: Option<String>,
}

/// Makes the ticket of an invitation, and the link that carries it. Only its hash is kept.
pub fn issue(db: &Db<'_>, invitation_id: &str) -> Result<String, ApiError> {
    let ticket = db.random.secret()?;
    db.change("INSERT INTO tickets (token_hash, invitation_id) VALUES (?1, ?2)", (ticket.hash(), invitation_id))?;
    Ok(format!("{}/v1/tickets/accept?ticket={}", db.instance.url, ticket.reveal()))
}

/// The invitation that the ticket belongs to, wherever it stands.
fn read(db: &Db<'_>, ticket: &Secret) -> Result<Ticket, ApiError> {
    let sql = "SELECT invitation_id FROM tickets WHERE token_hash = ?1";
    let known: Option<Option<String>> = db.find(sql, [ticket.hash()], |row| row.get(0))?;
    let invitation_id = known.ok_or_else(|| {
        ApiError::bad_request("ticket_invalid_code", "The ticket is invalid. Open the link of the mail again.")
    })?;
    let deleted = || {
        ApiError::bad_request(
            "organization_invitation_to_deleted_organization",
            "The organization that you were invited to was deleted.",
        )
    };
    let sql = format!(
        "SELECT i.id, i.organization_id, i.email_address, i.role, {STATUS}, i.redirect_url
         FROM invitations i WHERE i.id = ?2"
    );
    db.find(&sql, (db.now, invitation_id.ok_or_else(deleted)?), |row| {
        Ok(Ticket {
            invitation_id: row.get(0)?,
            organization_id: row.get(1)?,
            email_address: row.get(2)?,
            role: row.get(3)?,
            status: InvitationStatus::from(row.get::<_, String>(4)?),
            redirect_url: row.get(5)?,
        })
    })?
    .ok_or_else(deleted)
}

/// What the ticket opens, if it still opens something.
pub fn open(db: &Db<'_>, ticket: &str) -> Result<Ticket, ApiError> {
    let ticket = read(db, &Secret::shown(ticket))?;
    require_pending(&ticket.status)?;
    Ok(ticket)
}

/// The refusal of a ticket that is for somebody other than who is signed in.
pub fn foreign() -> ApiError {
    ApiError::forbidden(
        "authorization_invalid",
        "The invitation is for another address than yours. Sign out, then open the link of the mail again.",
    )
}

/// What the accept page is to do: `__clerk_status`.
fn next_step(db: &Db<'_>, ticket: &Ticket) -> Result<&'static str, ApiError> {
    if ticket.status == InvitationStatus::Accepted {
        return Ok("complete");
    }
    require_pending(&ticket.status)?;
    Ok(if users::by_address(db, &ticket.email_address)?.is_some() { "sign_in" } else { "sign_up" })
}

/// `GET /v1/tickets/accept?ticket=…`: sends the browser to the accept page and consumes nothing,
/// since programs that look at mails follow links too.
pub async fn accept(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    match accept_page(&app, &query.unwrap_or_default()).await {
        Ok(page) => (StatusCode::SEE_OTHER, [(header::LOCATION, page), no_referrer()]).into_response(),
        Err(error) => refuse(error, &headers),
    }
}

/// The page's address must not leak to where its own links lead.
fn no_referrer() -> (header::HeaderName, HeaderValue) {
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"))
}

async fn accept_page(app: &App, query: &str) -> Result<HeaderValue, ApiError> {
    let query = form::parse(query.as_bytes());
    let secret = query.into_iter().find(|(name, _)| name == "ticket").map(|(_, value)| value).unwrap_or_default();
    let location = app
        .read(move |db| {
            let ticket = read(db, &Secret::shown(secret.as_str()))?;
            let status = next_step(db, &ticket)?;
            let page = ticket.redirect_url.unwrap_or_else(|| format!("{}/accept-invitation", db.instance.url));
            Ok(with_query(&page, &[("__clerk_ticket", &secret), ("__clerk_status", status)]))
        })
        .await?;
    HeaderValue::try_from(location)
        .map_err(|_| ApiError::bad_request("ticket_invalid_code", "The invitation leads to an address that is none."))
}

/// Adds to the query of a URL, before its fragment.
fn with_query(url: &str, pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let (page, fragment) = url.split_once('#').map_or((url, String::new()), |(page, rest)| (page, format!("#{rest}")));
    let separator = if page.contains('?') { '&' } else { '?' };
    format!("{page}{separator}{}{fragment}", request::encode(&pairs))
}

/// A person follows the link, so that a browser gets a page.
fn refuse(error: ApiError, headers: &HeaderMap) -> Response {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !accept.contains("text/html") {
        return error.into_response();
    }
    let (code, sentence) =
        error.items.first().map_or(("", ""), |item| (item.code.as_str(), item.long_message.as_str()));
    let body = format!(
        "<h1>This link doesn’t work</h1><p>{}</p><p><code>{}</code></p>",
        html::escape(sentence),
        html::escape(code)
    );
    (error.status, Html(html::page("Invitation", &body))).into_response()
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
