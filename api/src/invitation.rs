//! Invitations, as admins (docs/fapi.md 3.4) and as invited users (docs/fapi.md 3.5) see them.

use clerk_api_macros::{endpoint, resource};

use crate::id::ids;
use crate::membership::OrganizationMembership;
use crate::organization::OrganizationId;
use crate::resource::{Email, Metadata, Page, Timestamp, open_enum};

ids! {
    /// `orginv_…`: an invitation to an organization.
    InvitationId,
}

open_enum! {
    /// Where an invitation stands.
    InvitationStatus { Pending = "pending", Accepted = "accepted", Revoked = "revoked", Expired = "expired" }
}

/// An invitation as the organization's admins see it.
#[resource("organization_invitation")]
pub struct OrganizationInvitation {
    /// `orginv_…`
    pub id: InvitationId,
    /// The address that was invited.
    pub email_address: String,
    /// Key of the role that accepting gives.
    pub role: String,
    /// Name of the role for people.
    #[serde(default)]
    pub role_name: String,
    /// `org_…`
    pub organization_id: OrganizationId,
    /// Where it stands.
    pub status: InvitationStatus,
    /// Data of the app.
    #[serde(default)]
    pub public_metadata: Metadata,
    /// The link of the e-mail, where the caller may see it.
    pub url: Option<String>,
    /// When it lapses.
    pub expires_at: Option<Timestamp>,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// An invitation as the invited user sees it.
#[resource("organization_invitation", type = "user_organization_invitation")]
pub struct UserOrganizationInvitation {
    /// `orginv_…`
    pub id: InvitationId,
    /// The address that was invited.
    pub email_address: String,
    /// Key of the role that accepting gives.
    pub role: String,
    /// Name of the role for people.
    #[serde(default)]
    pub role_name: String,
    /// `org_…`
    #[serde(default)]
    pub organization_id: OrganizationId,
    /// The organization, as outsiders see it.
    pub public_organization_data: PublicOrganizationData,
    /// Where it stands.
    pub status: InvitationStatus,
    /// Data of the app.
    #[serde(default)]
    pub public_metadata: Metadata,
    /// When it lapses.
    pub expires_at: Option<Timestamp>,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// An organization as outsiders see it (docs/fapi.md 4.3).
#[resource(unnamed, type = "public_organization_data")]
pub struct PublicOrganizationData {
    /// `org_…`
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its slug.
    pub slug: Option<String>,
    /// Address of the logo, or of a stand-in.
    #[serde(default)]
    pub image_url: String,
    /// Whether a logo was uploaded.
    #[serde(default)]
    pub has_image: bool,
}

/// Lists the invitations, newest first. Admins only.
#[endpoint(
    GET "/v1/organizations/{organization_id}/invitations",
    caller = Member(MANAGE_MEMBERSHIPS),
    answers = Page<OrganizationInvitation>,
)]
pub struct ListInvitations {
    /// `org_…`
    pub organization_id: OrganizationId,
    /// Only invitations that stand so; all when absent.
    pub status: Option<Vec<InvitationStatus>>,
    /// Items per page: 1 to 500.
    pub limit: Option<u32>,
    /// Items to skip.
    pub offset: Option<u32>,
}

/// Invites an address by e-mail, whether or not it has an account. Admins only.
#[endpoint(
    POST "/v1/organizations/{organization_id}/invitations",
    caller = Member(MANAGE_MEMBERSHIPS),
    answers = OrganizationInvitation,
    changes = [OrganizationInvitation],
)]
pub struct InviteMember {
    /// `org_…`
    pub organization_id: OrganizationId,
    /// Who is invited.
    pub email_address: Email,
    /// Key of the role that accepting gives.
    pub role: String,
    /// Page of the app that the e-mail's link ends on.
    pub redirect_url: Option<String>,
}

/// Invites several addresses, all or none of them. Admins only.
#[endpoint(
    POST "/v1/organizations/{organization_id}/invitations/bulk",
    caller = Member(MANAGE_MEMBERSHIPS),
    answers = Vec<OrganizationInvitation>,
    changes = [OrganizationInvitation],
)]
pub struct InviteMembers {
    /// `org_…`
    pub organization_id: OrganizationId,
    /// Who is invited.
    #[param(alias = "email_addresses")]
    pub email_address: Vec<Email>,
    /// Key of the role that accepting gives.
    pub role: String,
    /// Page of the app that the e-mails' links end on.
    pub redirect_url: Option<String>,
}

/// Lists the pending invitations.
#[endpoint(
    GET "/v1/organizations/{organization_id}/invitations/pending",
    caller = Member(MANAGE_MEMBERSHIPS),
    answers = Page<OrganizationInvitation>,
)]
pub struct ListPendingInvitationsOf2022 {
    /// `org_…`
    pub organization_id: OrganizationId,
    /// Items per page: 1 to 500.
    pub limit: Option<u32>,
    /// Items to skip.
    pub offset: Option<u32>,
    /// Whether the answer counts the items on all pages.
    pub paginated: Option<bool>,
}

/// Takes the invitation back.
#[endpoint(
    POST "/v1/organizations/{organization_id}/invitations/{invitation_id}/revoke",
    caller = Member(MANAGE_MEMBERSHIPS),
    answers = OrganizationInvitation,
    changes = [OrganizationInvitation],
)]
pub struct RevokeInvitation {
    /// `org_…`
    pub organization_id: OrganizationId,
    /// `orginv_…`
    pub invitation_id: InvitationId,
}

/// Joins the organization.
#[endpoint(
    POST "/v1/me/organization_invitations/{invitation_id}/accept",
    caller = User,
    answers = UserOrganizationInvitation,
    changes = [UserOrganizationInvitation, OrganizationInvitation, OrganizationMembership],
)]
pub struct AcceptInvitation {
    /// `orginv_…`
    pub invitation_id: InvitationId,
}
