//! Users: FAPI 3.9, 4.3 and 4.10.

use crate::endpoint::endpoints;
use crate::invitation::UserOrganizationInvitation;
use crate::membership::OrganizationMembership;
use crate::resource::{DeletedObject, Metadata, Page, Timestamp, resources};
use crate::sign_in::Verification;

resources! {
    /// The signed-in user.
    User "user" {
        /// `user_…`
        id: String,
        /// Always null on servers without usernames.
        username: Option<String>,
        /// Given name.
        first_name: Option<String>,
        /// Family name.
        last_name: Option<String>,
        /// Address of the picture, or of a stand-in.
        #[serde(default)]
        image_url: String,
        /// Whether a picture was uploaded.
        #[serde(default)]
        has_image: bool,
        /// Which of the addresses is the main one.
        primary_email_address_id: Option<String>,
        /// Whether a password is set.
        #[serde(default)]
        password_enabled: bool,
        /// The user's addresses.
        #[serde(default)]
        email_addresses: Vec<EmailAddress>,
        /// The user's phone numbers. SDKs of 2022 stop where the list is absent (FAPI 11), and so for the next two.
        #[serde(default)]
        phone_numbers: Vec<serde_json::Value>,
        /// The user's wallets.
        #[serde(default)]
        web3_wallets: Vec<serde_json::Value>,
        /// The user's accounts with other services.
        #[serde(default)]
        external_accounts: Vec<serde_json::Value>,
        /// The user's memberships, newest first: the first 500 and the active organization's. `getOrganizationMemberships` has all.
        #[serde(default)]
        organization_memberships: Vec<OrganizationMembership>,
        /// Data of the app, readable by the user.
        #[serde(default)]
        public_metadata: Metadata,
        /// Data of the app, writable by the user.
        #[serde(default)]
        unsafe_metadata: Metadata,
        /// Whether the user may create organizations.
        #[serde(default)]
        create_organization_enabled: bool,
        /// How many organizations the user may create; 0 or null means any number.
        create_organizations_limit: Option<u64>,
        /// Last sign-in.
        last_sign_in_at: Option<Timestamp>,
        /// When the account was made.
        created_at: Timestamp,
        /// When it last changed.
        updated_at: Timestamp,
    }

    /// One of a user's e-mail addresses.
    EmailAddress "email_address" {
        /// `idn_…`
        id: String,
        /// The address.
        email_address: String,
        /// How it was verified; null while it is not.
        verification: Option<Verification>,
        /// When it was added.
        created_at: Timestamp,
        /// When it last changed.
        updated_at: Timestamp,
    }

    /// A user as other members of an organization see them (FAPI 4.3).
    PublicUserData "public_user_data" {
        /// `user_…`
        user_id: Option<String>,
        /// The main e-mail address.
        identifier: String,
        /// Given name.
        first_name: Option<String>,
        /// Family name.
        last_name: Option<String>,
        /// Address of the picture, or of a stand-in.
        #[serde(default)]
        image_url: String,
        /// Whether a picture was uploaded.
        #[serde(default)]
        has_image: bool,
    }
}

endpoints! {
    /// The current user's memberships, from the user and, as in 2022, from the Clerk object itself (FAPI 7.2).
    USER_MEMBERSHIPS on ["user", "clerk"] knows {};

    /// Lists the current user's memberships, newest first.
    getOrganizationMemberships(params) = ListUserMemberships: GET "/v1/me/organization_memberships" {
        /// Items per page: 1 to 500.
        limit: Option<u32>,
        /// Items to skip.
        offset: Option<u32>,
        /// Whether the answer counts the items on all pages.
        paginated: Option<bool> = "true",
    } -> Page<OrganizationMembership>;
}

endpoints! {
    /// Methods of the current user.
    USER on ["user"] knows {};

    /// Lists the invitations to one of the user's addresses.
    getOrganizationInvitations(params) = ListUserInvitations: GET "/v1/me/organization_invitations" {
        /// Only invitations that stand so; all when absent.
        status: Option<Vec<String>>,
        /// Items per page: 1 to 500.
        limit: Option<u32>,
        /// Items to skip.
        offset: Option<u32>,
    } -> Page<UserOrganizationInvitation>;

    /// Ends the user's own membership. The organization keeps at least one admin.
    leaveOrganization(organization_id) = LeaveOrganization: DELETE "/v1/me/organization_memberships/{organization_id}" {
        /// `org_…`
        organization_id: String,
    } -> DeletedObject, changes(OrganizationMembership);

    /// Changes the user's name.
    update(params) = UpdateUser: PATCH "/v1/me" {
        /// Given name; null removes it.
        first_name: Option<String>,
        /// Family name; null removes it.
        last_name: Option<String>,
    } -> User [in_place], changes(OrganizationMembership);

    /// Fetches the user anew.
    reload() = GetUser: GET "/v1/me" {
    } -> User [in_place, forced];
}
