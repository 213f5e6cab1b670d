//! Who may call an endpoint (docs/fapi.md 1.5). The type stands in the declaration, so that a server's handler can ask
//! for what the declaration promises, and for nothing else.

use crate::organization::OrganizationId;

/// Who may call, as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallerKind {
    /// [`Visitor`]
    Visitor,
    /// [`Browser`]
    Browser,
    /// [`User`]
    User,
    /// [`Member`]
    Member,
}

impl CallerKind {
    /// Whether somebody must be signed in.
    pub const fn is_signed_in(self) -> bool {
        matches!(self, CallerKind::User | CallerKind::Member)
    }
}

/// The types that stand for a [`CallerKind`].
pub trait Caller {
    /// The kind, as data.
    const KIND: CallerKind;
}

/// Anybody: no credentials are read.
#[derive(Debug)]
pub enum Visitor {}

/// A browser, whether or not somebody is signed in there.
#[derive(Debug)]
pub enum Browser {}

/// The signed-in user.
#[derive(Debug)]
pub enum User {}

/// The signed-in user, who is a member of the organization that the path names. The declaration may ask for a permission
/// (see [`crate::permission`]).
#[derive(Debug)]
pub enum Member {}

impl Caller for Visitor {
    const KIND: CallerKind = CallerKind::Visitor;
}

impl Caller for Browser {
    const KIND: CallerKind = CallerKind::Browser;
}

impl Caller for User {
    const KIND: CallerKind = CallerKind::User;
}

impl Caller for Member {
    const KIND: CallerKind = CallerKind::Member;
}

/// The requests that a [`Member`] makes.
pub trait OfOrganization {
    /// The organization that the path names.
    fn organization_id(&self) -> &OrganizationId;
}
