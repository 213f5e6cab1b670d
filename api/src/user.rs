//! Users: docs/fapi.md 3.9, 4.3 and 4.10.

use clerk_api_macros::{endpoint, resource};

use crate::id::ids;
use crate::invitation::{InvitationStatus, UserOrganizationInvitation};
use crate::membership::OrganizationMembership;
use crate::organization::OrganizationId;
use crate::resource::{DeletedObject, Metadata, Page, Timestamp};
use crate::sign_in::Verification;

ids! {
    /// `user_…`
    UserId,
    /// `idn_…`: one of a user's e-mail addresses.
    EmailAddressId,
}

/// The signed-in user.
#[resource("user")]
pub struct User {
    /// `user_…`
    pub id: UserId,
    /// Always null on servers without usernames.
    pub username: Option<String>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Address of the picture, or of a stand-in.
    #[serde(default)]
    pub image_url: String,
    /// Whether a picture was uploaded.
    #[serde(default)]
    pub has_image: bool,
    /// Which of the addresses is the main one.
    pub primary_email_address_id: Option<EmailAddressId>,
    /// Whether a password is set.
    #[serde(default)]
    pub password_enabled: bool,
    /// The user's addresses.
    #[serde(default)]
    pub email_addresses: Vec<EmailAddress>,
    /// The user's phone numbers. SDKs of 2022 stop where the list is absent (docs/fapi.md 11), and so for the next two.
    #[serde(default)]
    pub phone_numbers: Vec<serde_json::Value>,
    /// The user's wallets.
    #[serde(default)]
    pub web3_wallets: Vec<serde_json::Value>,
    /// The user's accounts with other services.
    #[serde(default)]
    pub external_accounts: Vec<serde_json::Value>,
    /// The user's memberships, newest first: the first 500 and the active organization's. `getOrganizationMemberships` has all.
    #[serde(default)]
    pub organization_memberships: Vec<OrganizationMembership>,
    /// Data of the app, readable by the user.
    #[serde(default)]
    pub public_metadata: Metadata,
    /// Data of the app, writable by the user.
    #[serde(default)]
    pub unsafe_metadata: Metadata,
    /// Whether the user may create organizations.
    #[serde(default)]
    pub create_organization_enabled: bool,
    /// How many organizations the user may create; 0 or null means any number.
    pub create_organizations_limit: Option<u64>,
    /// Last sign-in.
    pub last_sign_in_at: Option<Timestamp>,
    /// When the account was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// One of a user's e-mail addresses.
#[resource("email_address")]
pub struct EmailAddress {
    /// `idn_…`
    pub id: EmailAddressId,
    /// The address.
    pub email_address: String,
    /// How it was verified; null while it is not.
    pub verification: Option<Verification>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A user as other members of an organization see them (docs/fapi.md 4.3).
#[resource(unnamed, type = "public_user_data")]
pub struct PublicUserData {
    /// `user_…`
    pub user_id: Option<UserId>,
    /// The main e-mail address.
    pub identifier: String,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Address of the picture, or of a stand-in.
    #[serde(default)]
    pub image_url: String,
    /// Whether a picture was uploaded.
    #[serde(default)]
    pub has_image: bool,
}

/// Lists the current user's memberships, newest first.
#[endpoint(GET "/v1/me/organization_memberships", caller = User, answers = Page<OrganizationMembership>)]
pub struct ListUserMemberships {
    /// Items per page: 1 to 500.
    pub limit: Option<u32>,
    /// Items to skip.
    pub offset: Option<u32>,
    /// Whether the answer counts the items on all pages.
    #[param(default = "true")]
    pub paginated: Option<bool>,
}

/// Lists the invitations to one of the user's addresses.
#[endpoint(GET "/v1/me/organization_invitations", caller = User, answers = Page<UserOrganizationInvitation>)]
pub struct ListUserInvitations {
    /// Only invitations that stand so; all when absent.
    pub status: Option<Vec<InvitationStatus>>,
    /// Items per page: 1 to 500.
    pub limit: Option<u32>,
    /// Items to skip.
    pub offset: Option<u32>,
}

/// Ends the user's own membership. The organization keeps at least one admin.
#[endpoint(
    DELETE "/v1/me/organization_memberships/{organization_id}",
    caller = User,
    answers = DeletedObject,
    changes = [OrganizationMembership],
)]
pub struct LeaveOrganization {
    /// `org_…`
    pub organization_id: OrganizationId,
}

/// Changes the user's name.
#[endpoint(PATCH "/v1/me", caller = User, answers = User, changes = [OrganizationMembership])]
pub struct UpdateUser {
    /// Given name; null removes it.
    pub first_name: Option<String>,
    /// Family name; null removes it.
    pub last_name: Option<String>,
}

/// Fetches the user anew.
#[endpoint(GET "/v1/me", caller = User, answers = User, client)]
pub struct GetUser {}
