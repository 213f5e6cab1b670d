//! Roles and permissions: FAPI 4.7.

use crate::resource::{Timestamp, resources};

resources! {
    /// What a member may do.
    Role "role" {
        /// `role_…`
        id: String,
        /// For example `admin` or `org:admin`.
        key: String,
        /// Name for people.
        name: String,
        /// What it is for.
        #[serde(default)]
        description: String,
        /// Whether whoever creates an organization can get it.
        #[serde(default)]
        is_creator_eligible: bool,
        /// What it allows.
        #[serde(default)]
        permissions: Vec<Permission>,
        /// When it was made.
        created_at: Timestamp,
        /// When it last changed.
        updated_at: Timestamp,
    }

    /// One thing that a role allows.
    Permission "permission" {
        /// `perm_…`
        id: String,
        /// For example `org:sys_memberships:manage`.
        key: String,
        /// Name for people.
        name: String,
        /// What it allows.
        #[serde(default)]
        description: String,
        /// `system`, or `user` for the app's own.
        r#type: String,
        /// When it was made.
        created_at: Timestamp,
        /// When it last changed.
        updated_at: Timestamp,
    }
}
