//! Memberships (FAPI 3.2, 3.3, 4.2): of an organization, and of the current user.

use clerk_api::{
    AddMember, DeletedObject, LeaveOrganization, ListMemberships, ListUserMemberships, Organization,
    OrganizationMembership, Page, PublicUserData, RemoveMember, Timestamp, UpdateMember,
};
use rusqlite::Row;

use crate::app::Db;
use crate::context::Context;
use crate::error::ApiError;
use crate::paging::Paging;
use crate::roles::{MANAGE_MEMBERS, Role};
use crate::store::fold;
use crate::{invitations, organizations, quota, users};

const COLUMNS: &str = "m.id, m.role, m.created_at, m.updated_at, u.id, u.first_name, u.last_name, e.address";
const COLUMN_COUNT: usize = 8;
const TABLES: &str = "memberships m JOIN users u ON u.id = m.user_id JOIN email_addresses e ON e.user_id = u.id";

/// Reads [`COLUMNS`]; the organization comes from elsewhere.
fn read(db: &Db<'_>, row: &Row<'_>, organization: Organization) -> rusqlite::Result<OrganizationMembership> {
    let role: Role = row.get(1)?;
    Ok(OrganizationMembership {
        id: row.get(0)?,
        role: role.key(db.instance.roles).into(),
        role_name: role.name().into(),
        permissions: role.permissions().map(str::to_owned).collect(),
        public_metadata: Default::default(),
        organization,
        public_user_data: Some(PublicUserData {
            user_id: row.get(4)?,
            identifier: row.get(7)?,
            first_name: row.get(5)?,
            last_name: row.get(6)?,
            image_url: String::new(),
            has_image: false,
        }),
        created_at: Timestamp(row.get(2)?),
        updated_at: Timestamp(row.get(3)?),
    })
}

/// The user's role in the organization. Without one it is as if the organization didn't exist.
pub fn role_in(db: &Db<'_>, organization_id: &str, user_id: &str) -> Result<Role, ApiError> {
    let sql = "SELECT role FROM memberships WHERE organization_id = ?1 AND user_id = ?2";
    db.find(sql, (organization_id, user_id), |row| row.get(0))?.ok_or_else(ApiError::no_organization)
}

/// Refuses users who aren't admins of the organization; `permission` is what they lack.
pub fn require_admin(db: &Db<'_>, organization_id: &str, user_id: &str, permission: &str) -> Result<(), ApiError> {
    match role_in(db, organization_id, user_id)? {
        Role::Admin => Ok(()),
        Role::Member => Err(ApiError::forbidden(
            "missing_organization_permission",
            "Only admins of the organization may do this. Ask one of them.",
        )
        .with("permissions", vec![permission])),
    }
}

/// Whether the user is in the organization.
pub fn is_member(db: &Db<'_>, organization_id: &str, user_id: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM memberships WHERE organization_id = ?1 AND user_id = ?2)";
    db.value(sql, (organization_id, user_id))
}

/// The user's membership in the organization.
pub fn find(db: &Db<'_>, organization_id: &str, user_id: &str) -> Result<OrganizationMembership, ApiError> {
    let organization = organizations::find(db, organization_id)?;
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE m.organization_id = ?1 AND m.user_id = ?2");
    let found = db.find(&sql, (organization_id, user_id), |row| read(db, row, organization))?;
    found.ok_or_else(|| ApiError::not_found("resource_not_found", "That user is not a member of the organization."))
}

/// Makes the user a member. Refused if they are one.
pub fn add(db: &Db<'_>, organization_id: &str, user_id: &str, role: Role) -> Result<(), ApiError> {
    db.change(
        "INSERT INTO memberships (id, organization_id, user_id, role, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
        (db.random.id("orgmem")?, organization_id, user_id, role, db.now),
    )?;
    users::changed(db, user_id)?;
    Ok(())
}

/// The user's memberships, newest first.
pub fn of_user(db: &Db<'_>, user_id: &str, paging: Paging) -> Result<Vec<OrganizationMembership>, ApiError> {
    let sql = format!(
        "SELECT {COLUMNS}, {} FROM {TABLES} JOIN organizations o ON o.id = m.organization_id
         WHERE m.user_id = ?2 ORDER BY m.created_at DESC, m.rowid DESC LIMIT ?3 OFFSET ?4",
        organizations::COLUMNS
    );
    let params = (db.now, user_id, paging.limit, paging.offset);
    Ok(db.list(&sql, params, |row| read(db, row, organizations::read(row, COLUMN_COUNT)?))?)
}

/// To be called after an admin may have gone: without one the whole write is undone.
fn require_some_admin(db: &Db<'_>, organization_id: &str) -> Result<(), ApiError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM memberships WHERE organization_id = ?1 AND role = 'admin')";
    match db.value(sql, [organization_id])? {
        true => Ok(()),
        false => Err(ApiError::bad_request(
            "organization_minimum_permissions_needed",
            "The organization needs at least one admin. Make another member an admin first.",
        )),
    }
}

/// Ends a membership. The organization keeps at least one admin.
fn delete(db: &Db<'_>, organization_id: &str, user_id: &str) -> Result<(), ApiError> {
    db.change("DELETE FROM memberships WHERE organization_id = ?1 AND user_id = ?2", (organization_id, user_id))?;
    require_some_admin(db, organization_id)?;
    users::changed(db, user_id)?;
    Ok(())
}

/// Which members a list is to have.
struct Filter {
    /// Only this role; all when absent.
    role: Option<Role>,
    /// Only members whose name or address contains this, folded.
    query: Option<String>,
}

/// Condition of a [`Filter`]: `?2` is the organization, `?3` the role, `?4` the text.
const MATCHES: &str = "m.organization_id = ?2 AND (?3 IS NULL OR m.role = ?3)
    AND (?4 IS NULL OR instr(fold(e.address), ?4)
         OR instr(fold(coalesce(u.first_name, '') || ' ' || coalesce(u.last_name, '')), ?4))";

impl Filter {
    fn parse(roles: Option<Vec<String>>, query: Option<String>) -> Result<Self, ApiError> {
        let roles = roles.unwrap_or_default().into_iter().filter(|role| !role.is_empty());
        let mut roles = roles.map(|role| Role::parse(&role, "role")).collect::<Result<Vec<_>, _>>()?;
        roles.dedup();
        // There are two roles: asking for both is asking for all.
        let role = if roles.len() == 1 { roles.pop() } else { None };
        let query = query.map(|text| fold(text.trim())).filter(|text| !text.is_empty());
        Ok(Filter { role, query })
    }
}

/// Lists the members, newest first. Every member may.
pub async fn list(cx: Context, input: ListMemberships) -> Result<Page<OrganizationMembership>, ApiError> {
    let paging = Paging::new(input.limit, input.offset)?;
    let filter = Filter::parse(input.role, input.query)?;
    cx.read(move |db, me| {
        role_in(db, &input.organization_id, &me.user_id)?;
        let organization = organizations::find(db, &input.organization_id)?;
        let matching = (db.now, &organization.id, filter.role, &filter.query);
        let total_count = db.value(&format!("SELECT count(*) FROM {TABLES} WHERE ?1 AND {MATCHES}"), matching)?;
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES} WHERE ?1 AND {MATCHES}
             ORDER BY m.created_at DESC, m.rowid DESC LIMIT ?5 OFFSET ?6"
        );
        let (now, id, role, query) = matching;
        let params = (now, id, role, query, paging.limit, paging.offset);
        let data = db.list(&sql, params, |row| read(db, row, organization.clone()))?;
        Ok(Page { data, total_count, bare: input.paginated != Some(true) })
    })
    .await
}

/// Adds a user of the app without an invitation. Admins only.
pub async fn add_member(cx: Context, input: AddMember) -> Result<OrganizationMembership, ApiError> {
    let role = Role::parse(&input.role, "role")?;
    cx.write(move |db, me| {
        require_admin(db, &input.organization_id, &me.user_id, MANAGE_MEMBERS)?;
        let known: bool = db.value("SELECT EXISTS (SELECT 1 FROM users WHERE id = ?1)", [&input.user_id])?;
        if !known {
            return Err(ApiError::not_found("resource_not_found", "There is no such user."));
        }
        // An invitation that the user has is answered by this: it makes room for the member.
        invitations::answer_for(db, &input.organization_id, &input.user_id)?;
        quota::require_room(db, &input.organization_id, 1)?;
        add(db, &input.organization_id, &input.user_id, role)?;
        organizations::changed(db, &input.organization_id)?;
        find(db, &input.organization_id, &input.user_id)
    })
    .await
}

/// Changes a member's role. Admins only.
pub async fn update(cx: Context, input: UpdateMember) -> Result<OrganizationMembership, ApiError> {
    let role = Role::parse(&input.role, "role")?;
    cx.write(move |db, me| {
        require_admin(db, &input.organization_id, &me.user_id, MANAGE_MEMBERS)?;
        db.change(
            "UPDATE memberships SET role = ?1, updated_at = max(?2, updated_at + 1)
             WHERE organization_id = ?3 AND user_id = ?4",
            (role, db.now, &input.organization_id, &input.user_id),
        )?;
        require_some_admin(db, &input.organization_id)?;
        users::changed(db, &input.user_id)?;
        find(db, &input.organization_id, &input.user_id)
    })
    .await
}

/// Removes a member. Admins only. The answer is the membership that there was.
pub async fn remove(cx: Context, input: RemoveMember) -> Result<OrganizationMembership, ApiError> {
    cx.write(move |db, me| {
        require_admin(db, &input.organization_id, &me.user_id, MANAGE_MEMBERS)?;
        let membership = find(db, &input.organization_id, &input.user_id)?;
        delete(db, &input.organization_id, &input.user_id)?;
        organizations::changed(db, &input.organization_id)?;
        let organization = organizations::find(db, &input.organization_id)?;
        Ok(OrganizationMembership { organization, ..membership })
    })
    .await
}

/// Lists the caller's memberships, newest first.
pub async fn list_mine(cx: Context, input: ListUserMemberships) -> Result<Page<OrganizationMembership>, ApiError> {
    let paging = Paging::new(input.limit, input.offset)?;
    cx.read(move |db, me| {
        let total_count = db.value("SELECT count(*) FROM memberships WHERE user_id = ?1", [&me.user_id])?;
        let data = of_user(db, &me.user_id, paging)?;
        Ok(Page { data, total_count, bare: input.paginated != Some(true) })
    })
    .await
}

/// Ends the caller's membership.
pub async fn leave(cx: Context, input: LeaveOrganization) -> Result<DeletedObject, ApiError> {
    cx.write(move |db, me| {
        role_in(db, &input.organization_id, &me.user_id)?;
        let membership = find(db, &input.organization_id, &me.user_id)?;
        delete(db, &input.organization_id, &me.user_id)?;
        organizations::changed(db, &input.organization_id)?;
        Ok(DeletedObject {
            object: "organization_membership".into(),
            id: Some(membership.id.into()),
            slug: None,
            deleted: true,
        })
    })
    .await
}
