//! Memberships: docs/fapi.md 3.2, 3.3 and 4.2.

use clerk_api_macros::{endpoint, resource};

use crate::id::ids;
use crate::organization::{Organization, OrganizationId};
use crate::resource::{Metadata, Page, Timestamp};
use crate::role::Role;
use crate::user::{PublicUserData, UserId};

ids! {
    /// `orgmem_…`: a user's place in an organization.
    MembershipId,
}

/// A user's place in an organization.
#[resource("organization_membership")]
pub struct OrganizationMembership {
    /// `orgmem_…`
    pub id: MembershipId,
    /// Key of the role, for example `admin` or `org:admin`.
    pub role: String,
    /// Name of the role for people.
    #[serde(default)]
    pub role_name: String,
    /// Keys of the permissions that the role has.
    #[serde(default)]
    pub permissions: Vec<String>,
    /// Data of the app, readable by members.
    #[serde(default)]
    pub public_metadata: Metadata,
    /// The organization.
    pub organization: Organization,
    /// The user, as other members see them.
    pub public_user_data: Option<PublicUserData>,
    /// When the user joined.
    pub created_at: Timestamp,
    /// When the membership last changed.
    pub updated_at: Timestamp,
}

/// Lists the members, newest first.
#[endpoint(
    GET "/v1/organizations/{organization_id}/memberships",
    caller = Member(READ_MEMBERSHIPS),
    answers = Page<OrganizationMembership>,
)]
pub struct ListMemberships {
    /// `org_…`
    pub organization_id: OrganizationId,
    /// Only members that have one of these roles.
    pub role: Option<Vec<String>>,
    /// Only members whose name or identifier contains this text.
    pub query: Option<String>,
    /// Items per page: 1 to 500.
    pub limit: Option<u32>,
    /// Items to skip.
    pub offset: Option<u32>,
    /// Whether the answer counts the items on all pages.
    #[param(default = "true")]
    pub paginated: Option<bool>,
}

/// Adds a user of the app as a member, without an invitation.
#[endpoint(
    POST "/v1/organizations/{organization_id}/memberships",
    caller = Member(MANAGE_MEMBERSHIPS),
    answers = OrganizationMembership,
    changes = [OrganizationMembership],
)]
pub struct AddMember {
    /// `org_…`
    pub organization_id: OrganizationId,
    /// `user_…`
    pub user_id: UserId,
    /// Key of a role.
    pub role: String,
}

/// Changes a member's role. The organization keeps at least one admin.
#[endpoint(
    PATCH "/v1/organizations/{organization_id}/memberships/{user_id}",
    caller = Member(MANAGE_MEMBERSHIPS),
    answers = OrganizationMembership,
    changes = [OrganizationMembership],
)]
pub struct UpdateMember {
    /// `org_…`
    pub organization_id: OrganizationId,
    /// `user_…`
    pub user_id: UserId,
    /// Key of a role.
    pub role: String,
}

/// Removes a member. The organization keeps at least one admin.
#[endpoint(
    DELETE "/v1/organizations/{organization_id}/memberships/{user_id}",
    caller = Member(MANAGE_MEMBERSHIPS),
    answers = OrganizationMembership,
    changes = [OrganizationMembership],
)]
pub struct RemoveMember {
    /// `org_…`
    pub organization_id: OrganizationId,
    /// `user_…`
    pub user_id: UserId,
}

/// Lists the roles that members can have.
#[endpoint(GET "/v1/organizations/{organization_id}/roles", caller = Member, answers = Page<Role>)]
pub struct ListRoles {
    /// `org_…`
    pub organization_id: OrganizationId,
    /// Items per page: 1 to 500.
    pub limit: Option<u32>,
    /// Items to skip.
    pub offset: Option<u32>,
}
