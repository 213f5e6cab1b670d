//! Roles: two of them, with the spelling of 2022 or of today.

use clap::ValueEnum;
use clerk_api::{ListRoles, Page, Permission, Timestamp};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::context::Context;
use crate::error::ApiError;
use crate::memberships;
use crate::paging::Paging;

/// How answers spell the roles. Requests may use either spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Spelling {
    /// `admin` and `basic_member`, as in 2022.
    #[default]
    Classic,
    /// `org:admin` and `org:member`, as today.
    Current,
}

/// What a member may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Everything.
    Admin,
    /// See the organization and its members.
    Member,
}

impl Role {
    /// Both roles, the mightier first.
    pub const ALL: [Role; 2] = [Role::Admin, Role::Member];

    /// Reads any spelling, with or without `org:`; `param` is the form field it came in.
    pub fn parse(text: &str, param: &str) -> Result<Self, ApiError> {
        match text.strip_prefix("org:").unwrap_or(text) {
            "admin" => Ok(Role::Admin),
            "member" | "basic_member" => Ok(Role::Member),
            _ => Err(ApiError::form(
                "form_param_value_invalid",
                param,
                "There is no such role. Use admin or basic_member (today's names: org:admin, org:member).",
            )),
        }
    }

    /// The role's key in answers.
    pub fn key(self, spelling: Spelling) -> &'static str {
        match (self, spelling) {
            (Role::Admin, Spelling::Classic) => "admin",
            (Role::Admin, Spelling::Current) => "org:admin",
            (Role::Member, Spelling::Classic) => "basic_member",
            (Role::Member, Spelling::Current) => "org:member",
        }
    }

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Role::Admin => "Admin",
            Role::Member => "Member",
        }
    }

    fn description(self) -> &'static str {
        match self {
            Role::Admin => "Manages the organization, its members and its invitations",
            Role::Member => "Sees the organization and its members",
        }
    }

    /// The permissions that the role has.
    pub fn permissions(self) -> impl Iterator<Item = &'static str> {
        let count = match self {
            Role::Admin => PERMISSIONS.len(),
            Role::Member => 1,
        };
        PERMISSIONS[..count].iter().map(|(key, _)| *key)
    }

    /// What the database keeps.
    const fn stored(self) -> &'static str {
        match self {
            Role::Admin => "admin",
            Role::Member => "member",
        }
    }

    fn resource(self, spelling: Spelling) -> clerk_api::Role {
        clerk_api::Role {
            id: format!("role_{}", self.stored()).into(),
            key: self.key(spelling).into(),
            name: self.name().into(),
            description: self.description().into(),
            is_creator_eligible: self == Role::Admin,
            permissions: self.permissions().filter_map(permission).collect(),
            created_at: BUILT_IN,
            updated_at: BUILT_IN,
        }
    }
}

/// May list the members: the permission that every role has.
pub const READ_MEMBERS: &str = "org:sys_memberships:read";
/// May invite, change and remove members.
pub const MANAGE_MEMBERS: &str = "org:sys_memberships:manage";
/// May rename the organization.
pub const MANAGE_PROFILE: &str = "org:sys_profile:manage";
/// May delete the organization.
pub const DELETE_PROFILE: &str = "org:sys_profile:delete";

/// Key and name. The first is every member's, all are the admin's.
const PERMISSIONS: [(&str, &str); 4] = [
    (READ_MEMBERS, "Read members"),
    (MANAGE_MEMBERS, "Manage members"),
    (MANAGE_PROFILE, "Manage organization"),
    (DELETE_PROFILE, "Delete organization"),
];

/// When the built-in roles were made. Not 0: clients take that for "now" (FAPI 4).
const BUILT_IN: Timestamp = Timestamp(1);

fn permission(key: &str) -> Option<Permission> {
    let (key, name) = PERMISSIONS.iter().find(|(known, _)| *known == key)?;
    Some(Permission {
        id: format!("perm_{}", key.trim_start_matches("org:").replace(':', "_")).into(),
        key: (*key).into(),
        name: (*name).into(),
        description: (*name).into(),
        r#type: "system".into(),
        created_at: BUILT_IN,
        updated_at: BUILT_IN,
    })
}

impl ToSql for Role {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.stored().into())
    }
}

impl FromSql for Role {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let stored = value.as_str()?;
        Role::ALL.into_iter().find(|role| role.stored() == stored).ok_or(FromSqlError::InvalidType)
    }
}

/// Lists the roles that members can have.
pub async fn list(cx: Context, input: ListRoles) -> Result<Page<clerk_api::Role>, ApiError> {
    let paging = Paging::new(input.limit, input.offset)?;
    cx.read(move |db, me| {
        memberships::role_in(db, &input.organization_id, &me.user_id)?;
        let roles = Role::ALL.map(|role| role.resource(db.instance.roles));
        Ok(paging.of_all(roles.into()))
    })
    .await
}
