//! Organizations: FAPI 3.1, 3.2 and 4.1.

use crate::endpoint::endpoints;
use crate::resource::{DeletedObject, Metadata, Timestamp, resources};

resources! {
    /// A shared account of users.
    Organization "organization" {
        /// `org_…`
        id: String,
        /// 1 to 256 characters.
        name: String,
        /// Unique within the app; lower-case letters, digits and dashes.
        slug: Option<String>,
        /// Address of the logo, or of a stand-in.
        #[serde(default)]
        image_url: String,
        /// Whether a logo was uploaded.
        #[serde(default)]
        has_image: bool,
        /// How many members it has.
        #[serde(default)]
        members_count: u64,
        /// How many invitations are pending.
        #[serde(default)]
        pending_invitations_count: u64,
        /// How many members and pending invitations it may have; 0 means any number.
        #[serde(default)]
        max_allowed_memberships: u64,
        /// Whether its admins may delete it.
        #[serde(default)]
        admin_delete_enabled: bool,
        /// Data of the app, readable by members.
        #[serde(default)]
        public_metadata: Metadata,
        /// When it was created.
        created_at: Timestamp,
        /// When it last changed.
        updated_at: Timestamp,
    }
}

endpoints! {
    /// What a signed-in user can do without being in an organization.
    ORGANIZATIONS on ["clerk"] knows {};

    /// Creates an organization; the current user becomes its admin. It is not made the active one.
    createOrganization(params) = CreateOrganization: POST "/v1/organizations" {
        /// 1 to 256 characters, no HTML, no URL.
        name: String,
        /// Derived from the name when absent.
        slug: Option<String>,
    } -> Organization, changes(crate::OrganizationMembership);

    /// Fetches an organization that the current user is a member of.
    getOrganization(organization_id) = GetOrganization: GET "/v1/organizations/{organization_id}" {
        /// `org_…`
        organization_id: String,
    } -> Organization;
}

endpoints! {
    /// Methods of an organization.
    ORGANIZATION on ["organization"] knows { organization_id = "id" };

    /// Changes the name or the slug.
    update(params) = UpdateOrganization: PATCH "/v1/organizations/{organization_id}" {
        /// `org_…`
        organization_id: String,
        /// 1 to 256 characters, no HTML, no URL.
        name: Option<String>,
        /// Lower-case letters, digits and dashes.
        slug: Option<String>,
    } -> Organization [in_place], changes(crate::OrganizationMembership);

    /// Deletes the organization with all its memberships and invitations.
    destroy() = DeleteOrganization: DELETE "/v1/organizations/{organization_id}" {
        /// `org_…`
        organization_id: String,
    } -> DeletedObject, changes(crate::OrganizationMembership, crate::OrganizationInvitation);

    /// Fetches the organization anew.
    reload() = ReloadOrganization: GET "/v1/organizations/{organization_id}" {
        /// `org_…`
        organization_id: String,
    } -> Organization [in_place, forced];
}
