//! The permissions that Clerk itself checks (docs/fapi.md 4.7). An app may define others.

/// List the members.
pub const READ_MEMBERSHIPS: &str = "org:sys_memberships:read";
/// Invite, add, change and remove members.
pub const MANAGE_MEMBERSHIPS: &str = "org:sys_memberships:manage";
/// Change the organization's name and slug.
pub const MANAGE_PROFILE: &str = "org:sys_profile:manage";
/// Delete the organization.
pub const DELETE_PROFILE: &str = "org:sys_profile:delete";
