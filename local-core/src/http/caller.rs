//! Who is calling. A handler asks for one of these types, and its declaration says which; `accounts` finds them out.

use std::cell::OnceCell;

use clerk_api::{Client, ClientId, Endpoint, OrganizationId, SessionId, UserId};

use super::incoming::Incoming;
use crate::db::Transaction;
use crate::random::Secret;
use crate::refusal::Result;

/// A browser. It becomes a client when a handler first needs one.
#[derive(Debug, Default)]
pub struct Browser {
    /// The client that the browser's credentials name, or that this call made.
    pub client_id: OnceCell<ClientId>,
    /// The token of a development browser, where it showed one.
    pub dev_browser: Option<Secret>,
    /// The origin of the calling page, where its browser names it.
    pub origin: Option<String>,
    /// The token of the cookie that this call made.
    pub new_cookie: OnceCell<Secret>,
}

/// The signed-in user.
#[derive(Clone, Debug)]
pub struct User {
    /// Who it is.
    pub user_id: UserId,
    /// The session that speaks for them.
    pub session_id: SessionId,
    /// The browser of that session.
    pub client_id: ClientId,
    /// The origin of the calling page, where its browser names it.
    pub origin: Option<String>,
}

/// The signed-in user as a member of the organization that the path names, with the permission that the endpoint asks
/// for.
#[derive(Clone, Debug)]
pub struct Member {
    /// The user.
    pub user: User,
    /// The organization.
    pub organization_id: OrganizationId,
}

/// Finds out who is calling. It is implemented for each of `clerk_api::caller`'s types.
pub trait Resolve<E: Endpoint> {
    /// What the handler gets.
    type Resolved;

    /// Finds the caller, or refuses the call.
    fn resolve(incoming: &Incoming, tx: &Transaction<'_>, input: &E) -> Result<Self::Resolved>;

    /// Notes that the caller's client looks different now.
    fn changed(caller: &Self::Resolved, tx: &Transaction<'_>) -> Result<()>;

    /// The caller's client as it is now.
    fn client(caller: &Self::Resolved, tx: &Transaction<'_>) -> Result<Option<Client>>;

    /// The token of a cookie that the call made. Only browsers get one: users have theirs.
    fn new_cookie(_: &Self::Resolved) -> Option<Secret> {
        None
    }
}
