//! Finds out who is calling: the browser by its cookie or its dev-browser token, the user by the browser's session, the
//! member by the organization that the path names (docs/fapi.md 1.5).

use clerk_api::caller::{self, OfOrganization};
use clerk_api::{Client, ClientId, Endpoint};
use cookie::Cookie;
use http::{HeaderMap, header};

use super::{clients, credentials, session_rows};
use crate::db::Transaction;
use crate::http::{Browser, COOKIE, Incoming, Member, Resolve, User};
use crate::organizations;
use crate::random::Secret;
use crate::refusal::{Refusal, Result};

/// Header that carries the dev-browser token. In requests it may also stand in the query.
const DEV_BROWSER_HEADER: &str = "clerk-db-jwt";
/// The query names of the dev-browser token: today's, and that of older SDKs.
const DEV_BROWSER_QUERY: [&str; 2] = ["__clerk_db_jwt", "__dev_session"];

impl<E: Endpoint> Resolve<E> for caller::Visitor {
    type Resolved = ();

    fn resolve(_: &Incoming, _: &Transaction<'_>, _: &E) -> Result<()> {
        Ok(())
    }

    fn changed((): &(), _: &Transaction<'_>) -> Result<()> {
        Ok(())
    }

    fn client((): &(), _: &Transaction<'_>) -> Result<Option<Client>> {
        Ok(None)
    }
}

impl<E: Endpoint> Resolve<E> for caller::Browser {
    type Resolved = Browser;

    fn resolve(incoming: &Incoming, tx: &Transaction<'_>, _: &E) -> Result<Browser> {
        browser(incoming, tx)
    }

    fn changed(browser: &Browser, tx: &Transaction<'_>) -> Result<()> {
        browser.client_id.get().map_or(Ok(()), |id| credentials::changed(tx, id))
    }

    fn client(browser: &Browser, tx: &Transaction<'_>) -> Result<Option<Client>> {
        clients::of(tx, browser)
    }

    fn new_cookie(browser: &Browser) -> Option<Secret> {
        browser.new_cookie.get().cloned()
    }
}

impl<E: Endpoint> Resolve<E> for caller::User {
    type Resolved = User;

    fn resolve(incoming: &Incoming, tx: &Transaction<'_>, _: &E) -> Result<User> {
        user(incoming, tx)
    }

    fn changed(user: &User, tx: &Transaction<'_>) -> Result<()> {
        credentials::changed(tx, &user.client_id)
    }

    fn client(user: &User, tx: &Transaction<'_>) -> Result<Option<Client>> {
        clients::view(tx, &user.client_id, user.origin.as_deref()).map(Some)
    }
}

impl<E: Endpoint + OfOrganization> Resolve<E> for caller::Member {
    type Resolved = Member;

    fn resolve(incoming: &Incoming, tx: &Transaction<'_>, input: &E) -> Result<Member> {
        let (user, organization_id) = (user(incoming, tx)?, input.organization_id().clone());
        organizations::authorize(tx, &organization_id, &user.user_id, E::OPERATION.permission)?;
        Ok(Member { user, organization_id })
    }

    fn changed(member: &Member, tx: &Transaction<'_>) -> Result<()> {
        <caller::User as Resolve<E>>::changed(&member.user, tx)
    }

    fn client(member: &Member, tx: &Transaction<'_>) -> Result<Option<Client>> {
        <caller::User as Resolve<E>>::client(&member.user, tx)
    }
}

/// The browser that calls. The token wins over the cookie, because whoever sends it means it.
fn browser(incoming: &Incoming, tx: &Transaction<'_>) -> Result<Browser> {
    let origin = incoming.header(header::ORIGIN).map(str::to_owned);
    let browser = Browser { origin, dev_browser: dev_browser(incoming), ..Browser::default() };
    if let Some(client_id) = client_of(tx, &browser, &incoming.headers)? {
        // The cell is new, so it is empty.
        let _ = browser.client_id.set(client_id);
    }
    Ok(browser)
}

fn client_of(tx: &Transaction<'_>, browser: &Browser, headers: &HeaderMap) -> Result<Option<ClientId>> {
    match (&browser.dev_browser, cookie(headers)) {
        (Some(token), _) => credentials::of_dev_browser(tx, token)?.ok_or_else(|| {
            let sentence = "The dev-browser token is unknown. Ask for a new one.";
            Refusal::unauthenticated("dev_browser_unauthenticated", sentence)
        }),
        (None, Some(cookie)) => credentials::of_cookie(tx, &cookie),
        (None, None) => Ok(None),
    }
}

fn dev_browser(incoming: &Incoming) -> Option<Secret> {
    let in_query = DEV_BROWSER_QUERY.into_iter().find_map(|name| incoming.query(name));
    let token = in_query.or_else(|| incoming.header(DEV_BROWSER_HEADER));
    token.filter(|token| !token.is_empty()).map(Secret::shown)
}

fn cookie(headers: &HeaderMap) -> Option<Secret> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let cookies = lines.flat_map(Cookie::split_parse).filter_map(|cookie| cookie.ok());
    let mut values = cookies.filter(|cookie| cookie.name() == COOKIE).map(|cookie| cookie.value().to_owned());
    values.find(|value| !value.is_empty()).map(Secret::shown)
}

/// The user of the session that the call names, or else of the client's current one.
fn user(incoming: &Incoming, tx: &Transaction<'_>) -> Result<User> {
    let signed_out = || Refusal::unauthenticated("authentication_invalid", "You are not signed in. Sign in first.");
    let browser = browser(incoming, tx)?;
    let client_id = browser.client_id.into_inner().ok_or_else(signed_out)?;
    let session_id = incoming.query("_clerk_session_id").filter(|id| !id.is_empty());
    let (session_id, user_id) = session_rows::of_call(tx, &client_id, session_id)?.ok_or_else(signed_out)?;
    Ok(User { user_id, session_id, client_id, origin: browser.origin })
}
