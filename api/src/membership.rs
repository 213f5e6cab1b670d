//! Memberships: FAPI 3.2, 3.3 and 4.2.

use crate::endpoint::endpoints;
use crate::organization::Organization;
use crate::resource::{Metadata, Page, Timestamp, resources};
use crate::role::Role;
use crate::user::PublicUserData;

resources! {
    /// A user's place in an organization.
    OrganizationMembership "organization_membership" {
        /// `orgmem_…`
        id: String,
        /// Key of the role, for example `admin` or `org:admin`.
        role: String,
        /// Name of the role for people.
        #[serde(default)]
        role_name: String,
        /// Keys of the permissions that the role has.
        #[serde(default)]
        permissions: Vec<String>,
        /// Data of the app, readable by members.
        #[serde(default)]
        public_metadata: Metadata,
        /// The organization.
        organization: Organization,
        /// The user, as other members see them.
        public_user_data: Option<PublicUserData>,
        /// When the user joined.
        created_at: Timestamp,
        /// When the membership last changed.
        updated_at: Timestamp,
    }
}

endpoints! {
    /// The members and roles of an organization.
    MEMBERSHIPS on ["organization"] knows { organization_id = "id" };

    /// Lists the members, newest first.
    getMemberships | getMembers(params) = ListMemberships: GET "/v1/organizations/{organization_id}/memberships" {
        /// `org_…`
        organization_id: String,
        /// Only members that have one of these roles.
        role: Option<Vec<String>>,
        /// Only members whose name or identifier contains this text.
        query: Option<String>,
        /// Items per page: 1 to 500.
        limit: Option<u32>,
        /// Items to skip.
        offset: Option<u32>,
        /// Whether the answer counts the items on all pages.
        paginated: Option<bool> = "true",
    } -> Page<OrganizationMembership>;

    /// Adds a user of the app as a member, without an invitation.
    addMember(params) = AddMember: POST "/v1/organizations/{organization_id}/memberships" {
        /// `org_…`
        organization_id: String,
        /// `user_…`
        user_id: String,
        /// Key of a role.
        role: String,
    } -> OrganizationMembership, changes(OrganizationMembership);

    /// Changes a member's role. The organization keeps at least one admin.
    updateMember(params) = UpdateMember: PATCH "/v1/organizations/{organization_id}/memberships/{user_id}" {
        /// `org_…`
        organization_id: String,
        /// `user_…`
        user_id: String,
        /// Key of a role.
        role: String,
    } -> OrganizationMembership, changes(OrganizationMembership);

    /// Removes a member. The organization keeps at least one admin.
    removeMember(user_id) = RemoveMember: DELETE "/v1/organizations/{organization_id}/memberships/{user_id}" {
        /// `org_…`
        organization_id: String,
        /// `user_…`
        user_id: String,
    } -> OrganizationMembership, changes(OrganizationMembership);

    /// Lists the roles that members can have.
    getRoles(params) = ListRoles: GET "/v1/organizations/{organization_id}/roles" {
        /// `org_…`
        organization_id: String,
        /// Items per page: 1 to 500.
        limit: Option<u32>,
        /// Items to skip.
        offset: Option<u32>,
    } -> Page<Role> [forced];
}

endpoints! {
    /// Methods of a membership.
    MEMBERSHIP on ["organization_membership"] knows { organization_id = "organization.id", user_id = "userId" };

    /// Changes the role. The organization keeps at least one admin.
    update(params) = UpdateMembership: PATCH "/v1/organizations/{organization_id}/memberships/{user_id}" {
        /// `org_…`
        organization_id: String,
        /// `user_…`
        user_id: String,
        /// Key of a role.
        role: String,
    } -> OrganizationMembership [in_place], changes(OrganizationMembership);

    /// Ends the membership. The organization keeps at least one admin.
    destroy() = DeleteMembership: DELETE "/v1/organizations/{organization_id}/memberships/{user_id}" {
        /// `org_…`
        organization_id: String,
        /// `user_…`
        user_id: String,
    } -> OrganizationMembership, changes(OrganizationMembership);
}
