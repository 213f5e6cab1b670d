//! Roles and permissions: docs/fapi.md 4.7.

use clerk_api_macros::resource;

use crate::id::ids;
use crate::resource::Timestamp;

ids! {
    /// `role_…`
    RoleId,
    /// `perm_…`
    PermissionId,
}

/// What a member may do.
#[resource("role")]
pub struct Role {
    /// `role_…`
    pub id: RoleId,
    /// For example `admin` or `org:admin`.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Whether whoever creates an organization can get it.
    #[serde(default)]
    pub is_creator_eligible: bool,
    /// What it allows.
    #[serde(default)]
    pub permissions: Vec<Permission>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// One thing that a role allows.
#[resource("permission")]
pub struct Permission {
    /// `perm_…`
    pub id: PermissionId,
    /// For example `org:sys_memberships:manage`.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// What it allows.
    #[serde(default)]
    pub description: String,
    /// `system`, or `user` for the app's own.
    pub r#type: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}
