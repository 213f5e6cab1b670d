//! Users, as they see themselves (docs/fapi.md 4.10).

use clerk_api::{GetUser, OrganizationId, UpdateUser, UserId};

use crate::db::{MAX_LIMIT, Paging, Transaction};
use crate::http::User;
use crate::refusal::Result;
use crate::{instance, organizations, users};

/// The user as they see themselves.
///
/// It has the newest [`MAX_LIMIT`] of the memberships, and in any case that of the active organization. With all of them,
/// every answer to a user of thousands of organizations would be megabytes long; `/v1/me/organization_memberships` has
/// them page by page.
pub fn view(tx: &Transaction<'_>, user_id: &UserId, active: Option<&OrganizationId>) -> Result<clerk_api::User> {
    let mut user = users::find(tx, user_id)?;
    user.create_organizations_limit = Some(instance::limits(tx)?.create_organizations_limit.into());
    user.organization_memberships = organizations::of_user(tx, user_id, Paging { limit: MAX_LIMIT, offset: 0 })?;
    if let Some(active) = active
        && !user.organization_memberships.iter().any(|membership| membership.organization.id == *active)
    {
        user.organization_memberships.push(organizations::own(tx, active, user_id)?);
    }
    Ok(user)
}

fn current(tx: &Transaction<'_>, me: &User) -> Result<clerk_api::User> {
    let sql = "SELECT active_organization_id FROM sessions WHERE id = ?1";
    let active: Option<OrganizationId> = tx.value(sql, [&me.session_id])?;
    view(tx, &me.user_id, active.as_ref())
}

/// Fetches the current user.
pub fn get(tx: &Transaction<'_>, me: &User, _: GetUser) -> Result<clerk_api::User> {
    current(tx, me)
}

/// Changes the current user's name. An absent field stays as it is; an empty one is removed.
pub fn update(tx: &Transaction<'_>, me: &User, input: UpdateUser) -> Result<clerk_api::User> {
    let (has_first, has_last) = (input.first_name.is_some(), input.last_name.is_some());
    let first_name = users::parse_name(input.first_name, "first_name")?;
    let last_name = users::parse_name(input.last_name, "last_name")?;
    tx.change(
        "UPDATE users SET first_name = iif(?1, ?2, first_name), last_name = iif(?3, ?4, last_name) WHERE id = ?5",
        (has_first, first_name, has_last, last_name, &me.user_id),
    )?;
    users::changed(tx, &me.user_id)?;
    current(tx, me)
}
