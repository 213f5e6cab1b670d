//! Organizations: docs/fapi.md 3.1, 3.2 and 4.1.

use clerk_api_macros::{endpoint, resource};

use crate::id::ids;
use crate::invitation::OrganizationInvitation;
use crate::membership::OrganizationMembership;
use crate::resource::{DeletedObject, Metadata, Timestamp};

ids! {
    /// `org_…`
    OrganizationId,
}

/// A shared account of users.
#[resource("organization")]
pub struct Organization {
    /// `org_…`
    pub id: OrganizationId,
    /// 1 to 256 characters.
    pub name: String,
    /// Unique within the app; lower-case letters, digits and dashes.
    pub slug: Option<String>,
    /// Address of the logo, or of a stand-in.
    #[serde(default)]
    pub image_url: String,
    /// Whether a logo was uploaded.
    #[serde(default)]
    pub has_image: bool,
    /// How many members it has.
    #[serde(default)]
    pub members_count: u64,
    /// How many invitations are pending.
    #[serde(default)]
    pub pending_invitations_count: u64,
    /// How many members and pending invitations it may have; 0 means any number.
    #[serde(default)]
    pub max_allowed_memberships: u64,
    /// Whether its admins may delete it.
    #[serde(default)]
    pub admin_delete_enabled: bool,
    /// Data of the app, readable by members.
    #[serde(default)]
    pub public_metadata: Metadata,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// Creates an organization; the current user becomes its admin. It is not made the active one.
#[endpoint(POST "/v1/organizations", caller = User, answers = Organization, changes = [OrganizationMembership])]
pub struct CreateOrganization {
    /// 1 to 256 characters, no HTML, no URL.
    pub name: String,
    /// Derived from the name when absent.
    pub slug: Option<String>,
}

/// Fetches an organization that the current user is a member of.
#[endpoint(GET "/v1/organizations/{organization_id}", caller = Member, answers = Organization)]
pub struct GetOrganization {
    /// `org_…`
    pub organization_id: OrganizationId,
}

/// Changes the name or the slug.
#[endpoint(
    PATCH "/v1/organizations/{organization_id}",
    caller = Member(MANAGE_PROFILE),
    answers = Organization,
    changes = [OrganizationMembership],
)]
pub struct UpdateOrganization {
    /// `org_…`
    pub organization_id: OrganizationId,
    /// 1 to 256 characters, no HTML, no URL.
    pub name: Option<String>,
    /// Lower-case letters, digits and dashes.
    pub slug: Option<String>,
}

/// Deletes the organization with all its memberships and invitations.
#[endpoint(
    DELETE "/v1/organizations/{organization_id}",
    caller = Member(DELETE_PROFILE),
    answers = DeletedObject,
    changes = [OrganizationMembership, OrganizationInvitation],
)]
pub struct DeleteOrganization {
    /// `org_…`
    pub organization_id: OrganizationId,
}
