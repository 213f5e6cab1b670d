//! Memberships: of an organization, and of the current user (docs/fapi.md 3.2, 3.3, 4.2).

use clerk_api::permission::{MANAGE_MEMBERSHIPS, MANAGE_PROFILE};
use clerk_api::{
    AddMember, DeletedObject, LeaveOrganization, ListMemberships, ListUserMemberships, Organization, OrganizationId,
    OrganizationMembership, Page, PublicUserData, RemoveMember, Timestamp, UpdateMember, UserId,
};
use rusqlite::Row;

use super::roles::{self, Role, Roles};
use super::{invitations, organization, quota};
use crate::db::{Paging, Transaction, fold};
use crate::http::{Member, User};
use crate::refusal::{Refusal, Result};
use crate::users;

const COLUMNS: &str = "m.id, m.role, m.created_at, m.updated_at, u.id AS user_id, u.first_name, u.last_name, e.address";
const TABLES: &str = "memberships m JOIN users u ON u.id = m.user_id JOIN email_addresses e ON e.user_id = u.id";

/// Reads [`COLUMNS`]; the organization comes from elsewhere.
fn read(row: &Row<'_>, roles: &Roles, organization: Organization) -> rusqlite::Result<OrganizationMembership> {
    let role = roles.of(row)?;
    Ok(OrganizationMembership {
        id: row.get("id")?,
        role: role.key,
        role_name: role.name,
        permissions: role.permissions,
        public_metadata: Default::default(),
        organization,
        public_user_data: Some(PublicUserData {
            user_id: row.get("user_id")?,
            identifier: row.get("address")?,
            first_name: row.get("first_name")?,
            last_name: row.get("last_name")?,
            image_url: String::new(),
            has_image: false,
        }),
        created_at: Timestamp(row.get("created_at")?),
        updated_at: Timestamp(row.get("updated_at")?),
    })
}

/// The role of the user in the organization. Without one it is as if the organization didn't exist.
pub fn role_in(tx: &Transaction<'_>, organization_id: &OrganizationId, user_id: &UserId) -> Result<Role> {
    let sql = "SELECT role FROM memberships WHERE organization_id = ?1 AND user_id = ?2";
    let key: Option<String> = tx.find(sql, (organization_id, user_id), |row| row.get("role"))?;
    roles::of_key(tx, &key.ok_or_else(Refusal::no_organization)?)
}

/// Refuses users who aren't members of the organization, or whose role lacks the permission.
pub fn authorize(
    tx: &Transaction<'_>,
    organization_id: &OrganizationId,
    user_id: &UserId,
    permission: Option<&str>,
) -> Result<()> {
    let role = role_in(tx, organization_id, user_id)?;
    match permission {
        Some(permission) if !role.permissions.iter().any(|own| own == permission) => Err(Refusal::forbidden(
            "missing_organization_permission",
            "Your role in the organization doesn't allow this. Ask one of its admins.",
        )
        .with("permissions", vec![permission])),
        _ => Ok(()),
    }
}

/// Whether the user is in the organization.
pub fn is_member(tx: &Transaction<'_>, organization_id: &OrganizationId, user_id: &UserId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM memberships WHERE organization_id = ?1 AND user_id = ?2)";
    Ok(tx.value(sql, (organization_id, user_id))?)
}

/// The user's membership in the organization.
pub fn own(tx: &Transaction<'_>, organization_id: &OrganizationId, user_id: &UserId) -> Result<OrganizationMembership> {
    let (organization, roles) = (organization::find(tx, organization_id)?, Roles::read(tx)?);
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE m.organization_id = ?1 AND m.user_id = ?2");
    let found = tx.find(&sql, (organization_id, user_id), |row| read(row, &roles, organization))?;
    found.ok_or_else(|| Refusal::not_found("resource_not_found", "That user is not a member of the organization."))
}

/// Makes the user a member. Refused if they are one.
pub fn add(tx: &Transaction<'_>, organization_id: &OrganizationId, user_id: &UserId, role: &str) -> Result<()> {
    tx.change(
        "INSERT INTO memberships (id, organization_id, user_id, role, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
        (tx.random.id("orgmem")?, organization_id, user_id, role, tx.now),
    )?;
    users::changed(tx, user_id)
}

/// The user's memberships, newest first.
pub fn of_user(tx: &Transaction<'_>, user_id: &UserId, paging: Paging) -> Result<Vec<OrganizationMembership>> {
    let roles = Roles::read(tx)?;
    let sql = format!(
        "SELECT {COLUMNS}, {} FROM {TABLES} JOIN organizations o ON o.id = m.organization_id
         WHERE m.user_id = ?2 ORDER BY m.created_at DESC, m.rowid DESC LIMIT ?3 OFFSET ?4",
        organization::COLUMNS
    );
    let params = (tx.now, user_id, paging.limit, paging.offset);
    Ok(tx.list(&sql, params, |row| read(row, &roles, organization::read(row)?))?)
}

/// Refuses an organization that nobody can manage any more. Call it after a manager may have gone: the refusal undoes the
/// whole write.
fn require_some_manager(tx: &Transaction<'_>, organization_id: &OrganizationId) -> Result<()> {
    let sql = "SELECT EXISTS (
                   SELECT 1 FROM memberships m
                   JOIN role_permissions a ON a.role = m.role AND a.permission = ?2
                   JOIN role_permissions b ON b.role = m.role AND b.permission = ?3
                   WHERE m.organization_id = ?1)";
    match tx.value(sql, (organization_id, MANAGE_MEMBERSHIPS, MANAGE_PROFILE))? {
        true => Ok(()),
        false => Err(Refusal::bad_request(
            "organization_minimum_permissions_needed",
            "The organization needs at least one admin. Make another member an admin first.",
        )),
    }
}

/// Ends a membership. The organization keeps at least one admin.
fn end(tx: &Transaction<'_>, organization_id: &OrganizationId, user_id: &UserId) -> Result<()> {
    tx.change("DELETE FROM memberships WHERE organization_id = ?1 AND user_id = ?2", (organization_id, user_id))?;
    require_some_manager(tx, organization_id)?;
    users::changed(tx, user_id)
}

/// The condition of a list of members: `?2` is the organization, `?3` the roles as a JSON array, `?4` the folded text.
const MATCHES: &str = "m.organization_id = ?2 AND (?3 IS NULL OR m.role IN (SELECT value FROM json_each(?3)))
    AND (?4 IS NULL OR instr(fold(e.address), ?4)
         OR instr(fold(coalesce(u.first_name, '') || ' ' || coalesce(u.last_name, '')), ?4))";

/// The roles that a list asks for, as a JSON array; none for all.
fn role_filter(tx: &Transaction<'_>, given: Option<Vec<String>>) -> Result<Option<String>> {
    let given = given.unwrap_or_default().into_iter().filter(|role| !role.is_empty());
    let keys = given.map(|role| Ok(roles::require(tx, &role, "role")?.key)).collect::<Result<Vec<_>>>()?;
    Ok((!keys.is_empty()).then(|| serde_json::json!(keys).to_string()))
}

/// Lists the members, newest first.
pub fn list(tx: &Transaction<'_>, _: &Member, input: ListMemberships) -> Result<Page<OrganizationMembership>> {
    let paging = Paging::new(input.limit, input.offset)?;
    let roles = role_filter(tx, input.role)?;
    let query = input.query.map(|text| fold(text.trim())).filter(|text| !text.is_empty());
    let (organization, shown) = (organization::find(tx, &input.organization_id)?, Roles::read(tx)?);
    let count = format!("SELECT count(*) FROM {TABLES} WHERE ?1 AND {MATCHES}");
    let total_count = tx.value(&count, (tx.now, &organization.id, &roles, &query))?;
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE ?1 AND {MATCHES}
         ORDER BY m.created_at DESC, m.rowid DESC LIMIT ?5 OFFSET ?6"
    );
    let params = (tx.now, &organization.id, &roles, &query, paging.limit, paging.offset);
    let data = tx.list(&sql, params, |row| read(row, &shown, organization.clone()))?;
    Ok(Page { data, total_count, bare: input.paginated != Some(true) })
}

/// Adds a user of the app without an invitation.
pub fn add_endpoint(tx: &Transaction<'_>, _: &Member, input: AddMember) -> Result<OrganizationMembership> {
    let role = roles::require(tx, &input.role, "role")?;
    if !users::exists(tx, &input.user_id)? {
        return Err(Refusal::not_found("resource_not_found", "There is no such user."));
    }
    // This answers the user's pending invitation, if there is one, and so makes room for the member.
    invitations::accept_pending(tx, &input.organization_id, &input.user_id)?;
    quota::require_room(tx, &input.organization_id, 1)?;
    add(tx, &input.organization_id, &input.user_id, &role.key)?;
    organization::changed(tx, &input.organization_id)?;
    own(tx, &input.organization_id, &input.user_id)
}

/// Changes a member's role.
pub fn update(tx: &Transaction<'_>, _: &Member, input: UpdateMember) -> Result<OrganizationMembership> {
    let role = roles::require(tx, &input.role, "role")?;
    tx.change(
        "UPDATE memberships SET role = ?1, updated_at = max(?2, updated_at + 1)
         WHERE organization_id = ?3 AND user_id = ?4",
        (role.key, tx.now, &input.organization_id, &input.user_id),
    )?;
    require_some_manager(tx, &input.organization_id)?;
    users::changed(tx, &input.user_id)?;
    own(tx, &input.organization_id, &input.user_id)
}

/// Removes a member. The answer is the membership that there was.
pub fn remove(tx: &Transaction<'_>, _: &Member, input: RemoveMember) -> Result<OrganizationMembership> {
    let membership = own(tx, &input.organization_id, &input.user_id)?;
    end(tx, &input.organization_id, &input.user_id)?;
    organization::changed(tx, &input.organization_id)?;
    let organization = organization::find(tx, &input.organization_id)?;
    Ok(OrganizationMembership { organization, ..membership })
}

/// Lists the caller's memberships, newest first.
pub fn list_own(tx: &Transaction<'_>, me: &User, input: ListUserMemberships) -> Result<Page<OrganizationMembership>> {
    let paging = Paging::new(input.limit, input.offset)?;
    let total_count = tx.value("SELECT count(*) FROM memberships WHERE user_id = ?1", [&me.user_id])?;
    let data = of_user(tx, &me.user_id, paging)?;
    Ok(Page { data, total_count, bare: input.paginated != Some(true) })
}

/// Ends the caller's membership.
pub fn leave(tx: &Transaction<'_>, me: &User, input: LeaveOrganization) -> Result<DeletedObject> {
    role_in(tx, &input.organization_id, &me.user_id)?;
    let membership = own(tx, &input.organization_id, &me.user_id)?;
    end(tx, &input.organization_id, &me.user_id)?;
    organization::changed(tx, &input.organization_id)?;
    Ok(DeletedObject {
        object: "organization_membership".into(),
        id: Some(membership.id.into()),
        slug: None,
        deleted: true,
    })
}
