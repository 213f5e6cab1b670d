//! Signing in: FAPI 4.13 and 5.

use crate::endpoint::endpoints;
use crate::resource::{Timestamp, open_enum, resources};

open_enum! {
    /// What a sign-in waits for.
    SignInStatus {
        NeedsIdentifier = "needs_identifier", NeedsFirstFactor = "needs_first_factor",
        NeedsSecondFactor = "needs_second_factor", NeedsNewPassword = "needs_new_password",
        Complete = "complete", Abandoned = "abandoned",
    }
}

resources! {
    /// An attempt to sign in.
    SignIn "sign_in_attempt" as "sign_in" {
        /// `sia_…`
        id: String,
        /// What it waits for.
        status: SignInStatus,
        /// What can identify a user.
        #[serde(default)]
        supported_identifiers: Vec<String>,
        /// How the user can prove who they are.
        #[serde(default)]
        supported_first_factors: Option<Vec<Factor>>,
        /// Always null on servers without second factors.
        supported_second_factors: Option<Vec<Factor>>,
        /// How far the first factor is.
        first_factor_verification: Option<Verification>,
        /// How far the second factor is.
        second_factor_verification: Option<Verification>,
        /// Who wants to sign in.
        identifier: Option<String>,
        /// The session that a complete sign-in began.
        created_session_id: Option<String>,
        /// When it lapses.
        #[serde(default)]
        abandon_at: Timestamp,
    }

    /// A way to prove who one is.
    Factor "factor" {
        /// For example `password`, `email_code` or `ticket`.
        strategy: String,
        /// The address that a code goes to, shortened.
        #[serde(skip_serializing_if = "Option::is_none")]
        safe_identifier: Option<String>,
        /// `idn_…` of that address.
        #[serde(skip_serializing_if = "Option::is_none")]
        email_address_id: Option<String>,
    }

    /// How far a proof is.
    Verification "verification" {
        /// `unverified`, `verified`, `failed` or `expired`.
        status: String,
        /// For example `password`, `email_code` or `ticket`.
        strategy: String,
        /// How often it was tried.
        attempts: Option<u32>,
        /// When it lapses.
        expire_at: Option<Timestamp>,
    }
}

endpoints! {
    /// Methods of `client.signIn`.
    SIGN_IN on ["sign_in"] knows { sign_in_id = "id" };

    /// Begins to sign in, and ends it too where the proof is complete.
    create(params) = CreateSignIn: POST "/v1/client/sign_ins" {
        /// `password`, `email_code` or `ticket`.
        strategy: Option<String>,
        /// E-mail address.
        identifier: Option<String>,
        /// Password.
        password: Option<String>,
        /// Ticket of an invitation.
        ticket: Option<String>,
        /// Goes on with what began as a sign-up.
        transfer: Option<bool>,
    } -> SignIn [in_place];

    /// Sends a code.
    prepareFirstFactor(params) = PrepareFirstFactor: POST "/v1/client/sign_ins/{sign_in_id}/prepare_first_factor" {
        /// `sia_…`
        sign_in_id: String,
        /// `email_code`.
        strategy: String,
        /// `idn_…` of the address; the main one when absent.
        email_address_id: Option<String>,
    } -> SignIn [in_place];

    /// Proves who one is.
    attemptFirstFactor(params) = AttemptFirstFactor: POST "/v1/client/sign_ins/{sign_in_id}/attempt_first_factor" {
        /// `sia_…`
        sign_in_id: String,
        /// `password` or `email_code`.
        strategy: String,
        /// Password.
        password: Option<String>,
        /// Code of the e-mail.
        code: Option<String>,
    } -> SignIn [in_place];

    /// Fetches the attempt anew.
    reload() = GetSignIn: GET "/v1/client/sign_ins/{sign_in_id}" {
        /// `sia_…`
        sign_in_id: String,
    } -> SignIn [in_place];
}
