//! Organizations: the organizations themselves, their members, roles and invitations, and the tickets of invitations.

mod invitations;
mod memberships;
mod names;
mod organization;
mod quota;
mod roles;
pub mod tickets;
mod user_invitations;

use http::Method;

pub use memberships::{add as add_member, authorize, of_user, own, role_in};
pub use names::{parse_name, parse_slug, slug_of};
pub use organization::{CREATOR_ROLE, create, find};
pub use roles::{Role, parse as parse_role, require as require_role};
pub use user_invitations::{join, join_as_new_user};

use crate::http::Routes;

/// The routes of this room.
pub fn routes() -> Routes {
    Routes::default()
        .endpoint(organization::create_endpoint)
        .endpoint(organization::get)
        .endpoint(organization::update)
        .endpoint(organization::delete)
        .endpoint(memberships::list)
        .endpoint(memberships::add_endpoint)
        .endpoint(memberships::update)
        .endpoint(memberships::remove)
        .endpoint(memberships::list_own)
        .endpoint(memberships::leave)
        .endpoint(roles::list)
        .endpoint(invitations::list)
        .endpoint(invitations::list_pending)
        .endpoint(invitations::invite)
        .endpoint(invitations::invite_bulk)
        .endpoint(invitations::revoke)
        .endpoint(user_invitations::list)
        .endpoint(user_invitations::accept)
        .plain(Method::GET, "/v1/tickets/accept", tickets::accept)
}
