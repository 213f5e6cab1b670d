//! Invitations, as admins (FAPI 3.4) and as invited users (FAPI 3.5) see them.

use crate::endpoint::endpoints;
use crate::resource::{Email, Metadata, Page, Timestamp, open_enum, resources};

open_enum! {
    /// Where an invitation stands.
    InvitationStatus { Pending = "pending", Accepted = "accepted", Revoked = "revoked", Expired = "expired" }
}

resources! {
    /// An invitation as the organization's admins see it.
    OrganizationInvitation "organization_invitation" {
        /// `orginv_…`
        id: String,
        /// The address that was invited.
        email_address: String,
        /// Key of the role that accepting gives.
        role: String,
        /// Name of the role for people.
        #[serde(default)]
        role_name: String,
        /// `org_…`
        organization_id: String,
        /// Where it stands.
        status: InvitationStatus,
        /// Data of the app.
        #[serde(default)]
        public_metadata: Metadata,
        /// The link of the e-mail, where the caller may see it.
        url: Option<String>,
        /// When it lapses.
        expires_at: Option<Timestamp>,
        /// When it was sent.
        created_at: Timestamp,
        /// When it last changed.
        updated_at: Timestamp,
    }

    /// An invitation as the invited user sees it.
    UserOrganizationInvitation "organization_invitation" as "user_organization_invitation" {
        /// `orginv_…`
        id: String,
        /// The address that was invited.
        email_address: String,
        /// Key of the role that accepting gives.
        role: String,
        /// Name of the role for people.
        #[serde(default)]
        role_name: String,
        /// `org_…`
        #[serde(default)]
        organization_id: String,
        /// The organization, as outsiders see it.
        public_organization_data: PublicOrganizationData,
        /// Where it stands.
        status: InvitationStatus,
        /// Data of the app.
        #[serde(default)]
        public_metadata: Metadata,
        /// When it lapses.
        expires_at: Option<Timestamp>,
        /// When it was sent.
        created_at: Timestamp,
        /// When it last changed.
        updated_at: Timestamp,
    }

    /// An organization as outsiders see it (FAPI 4.3).
    PublicOrganizationData "public_organization_data" {
        /// `org_…`
        id: String,
        /// Its name.
        name: String,
        /// Its slug.
        slug: Option<String>,
        /// Address of the logo, or of a stand-in.
        #[serde(default)]
        image_url: String,
        /// Whether a logo was uploaded.
        #[serde(default)]
        has_image: bool,
    }
}

endpoints! {
    /// The invitations of an organization.
    INVITATIONS on ["organization"] knows { organization_id = "id" };

    /// Lists the invitations, newest first. Admins only.
    getInvitations(params) = ListInvitations: GET "/v1/organizations/{organization_id}/invitations" {
        /// `org_…`
        organization_id: String,
        /// Only invitations that stand so; all when absent.
        status: Option<Vec<String>>,
        /// Items per page: 1 to 500.
        limit: Option<u32>,
        /// Items to skip.
        offset: Option<u32>,
    } -> Page<OrganizationInvitation> [forced];

    /// Lists the invitations that nobody has answered yet. Admins only.
    getPendingInvitations(params) = ListPendingInvitations: GET "/v1/organizations/{organization_id}/invitations" {
        /// `org_…`
        organization_id: String,
        /// Only invitations that stand so: the pending ones when absent.
        status: Option<Vec<String>> = "pending",
        /// Items per page: 1 to 500.
        limit: Option<u32>,
        /// Items to skip.
        offset: Option<u32>,
    } -> Page<OrganizationInvitation> [forced];

    /// Invites an address by e-mail, whether or not it has an account. Admins only.
    inviteMember(params) = InviteMember: POST "/v1/organizations/{organization_id}/invitations" {
        /// `org_…`
        organization_id: String,
        /// Who is invited.
        email_address: Email,
        /// Key of the role that accepting gives.
        role: String,
        /// Page of the app that the e-mail's link ends on.
        redirect_url: Option<String>,
    } -> OrganizationInvitation, changes(OrganizationInvitation);

    /// Invites several addresses, all or none of them. Admins only.
    inviteMembers(params) = InviteMembers: POST "/v1/organizations/{organization_id}/invitations/bulk" {
        /// `org_…`
        organization_id: String,
        /// Who is invited.
        email_address as email_addresses: Vec<Email>,
        /// Key of the role that accepting gives.
        role: String,
        /// Page of the app that the e-mails' links end on.
        redirect_url: Option<String>,
    } -> Vec<OrganizationInvitation>, changes(OrganizationInvitation);
}

endpoints! {
    /// What only SDKs of 2022 call (FAPI 3.4, 7.2).
    INVITATIONS_OF_2022 on [] knows {};

    /// Lists the pending invitations.
    getPendingInvitationsOf2022() = ListPendingInvitationsOf2022: GET "/v1/organizations/{organization_id}/invitations/pending" {
        /// `org_…`
        organization_id: String,
        /// Items per page: 1 to 500.
        limit: Option<u32>,
        /// Items to skip.
        offset: Option<u32>,
        /// Whether the answer counts the items on all pages.
        paginated: Option<bool>,
    } -> Page<OrganizationInvitation>;
}

endpoints! {
    /// Methods of an invitation, for admins.
    INVITATION on ["organization_invitation"] knows { organization_id = "organizationId", invitation_id = "id" };

    /// Takes the invitation back.
    revoke() = RevokeInvitation: POST "/v1/organizations/{organization_id}/invitations/{invitation_id}/revoke" {
        /// `org_…`
        organization_id: String,
        /// `orginv_…`
        invitation_id: String,
    } -> OrganizationInvitation [in_place], changes(OrganizationInvitation);
}

endpoints! {
    /// Methods of an invitation, for the invited user.
    USER_INVITATION on ["user_organization_invitation"] knows { invitation_id = "id" };

    /// Joins the organization.
    accept() = AcceptInvitation: POST "/v1/me/organization_invitations/{invitation_id}/accept" {
        /// `orginv_…`
        invitation_id: String,
    } -> UserOrganizationInvitation [in_place], changes(UserOrganizationInvitation, OrganizationInvitation, crate::OrganizationMembership);
}
