//! Signing in: docs/fapi.md 4.13 and 5.

use clerk_api_macros::{endpoint, resource};

use crate::id::ids;
use crate::resource::{Timestamp, open_enum};
use crate::session::SessionId;
use crate::user::EmailAddressId;

ids! {
    /// `sia_…`: an attempt to sign in.
    SignInId,
}

open_enum! {
    /// What a sign-in waits for.
    SignInStatus {
        NeedsIdentifier = "needs_identifier", NeedsFirstFactor = "needs_first_factor",
        NeedsSecondFactor = "needs_second_factor", NeedsNewPassword = "needs_new_password",
        Complete = "complete", Abandoned = "abandoned",
    }
}

open_enum! {
    /// A way to prove who one is.
    Strategy {
        Password = "password", EmailCode = "email_code", Ticket = "ticket",
        ResetPasswordEmailCode = "reset_password_email_code",
    }
}

/// An attempt to sign in.
#[resource("sign_in_attempt", type = "sign_in")]
pub struct SignIn {
    /// `sia_…`
    pub id: SignInId,
    /// What it waits for.
    pub status: SignInStatus,
    /// What can identify a user.
    #[serde(default)]
    pub supported_identifiers: Vec<String>,
    /// How the user can prove who they are.
    #[serde(default)]
    pub supported_first_factors: Option<Vec<Factor>>,
    /// Always null on servers without second factors.
    pub supported_second_factors: Option<Vec<Factor>>,
    /// How far the first factor is.
    pub first_factor_verification: Option<Verification>,
    /// How far the second factor is.
    pub second_factor_verification: Option<Verification>,
    /// Who wants to sign in.
    pub identifier: Option<String>,
    /// The session that a complete sign-in began.
    pub created_session_id: Option<SessionId>,
    /// When it lapses.
    #[serde(default)]
    pub abandon_at: Timestamp,
}

/// A way to prove who one is.
#[resource(unnamed, type = "factor")]
pub struct Factor {
    /// For example `password`, `email_code` or `ticket`.
    pub strategy: String,
    /// The address that a code goes to, shortened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safe_identifier: Option<String>,
    /// `idn_…` of that address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_address_id: Option<EmailAddressId>,
}

/// How far a proof is.
#[resource(unnamed, type = "verification")]
pub struct Verification {
    /// `verification_password`, `verification_otp` or `verification_ticket`.
    #[serde(default)]
    pub object: String,
    /// `unverified`, `verified`, `failed` or `expired`.
    pub status: String,
    /// For example `password`, `email_code` or `ticket`.
    pub strategy: String,
    /// How often it was tried.
    pub attempts: Option<u32>,
    /// When it lapses.
    pub expire_at: Option<Timestamp>,
}

/// Begins to sign in, and ends it too where the proof is complete.
#[endpoint(POST "/v1/client/sign_ins", caller = Browser, answers = SignIn)]
pub struct CreateSignIn {
    /// How: told by what else is given where it is absent.
    pub strategy: Option<Strategy>,
    /// E-mail address.
    pub identifier: Option<String>,
    /// Password.
    pub password: Option<String>,
    /// Ticket of an invitation.
    pub ticket: Option<String>,
    /// Goes on with what began as a sign-up.
    pub transfer: Option<bool>,
}

/// Sends a code.
#[endpoint(POST "/v1/client/sign_ins/{sign_in_id}/prepare_first_factor", caller = Browser, answers = SignIn)]
pub struct PrepareFirstFactor {
    /// `sia_…`
    pub sign_in_id: SignInId,
    /// `email_code`.
    pub strategy: Strategy,
    /// `idn_…` of the address; the main one when absent.
    pub email_address_id: Option<EmailAddressId>,
}

/// Proves who one is.
#[endpoint(POST "/v1/client/sign_ins/{sign_in_id}/attempt_first_factor", caller = Browser, answers = SignIn)]
pub struct AttemptFirstFactor {
    /// `sia_…`
    pub sign_in_id: SignInId,
    /// `password` or `email_code`.
    pub strategy: Strategy,
    /// Password.
    pub password: Option<String>,
    /// Code of the e-mail.
    pub code: Option<String>,
}

/// Fetches the attempt anew.
#[endpoint(GET "/v1/client/sign_ins/{sign_in_id}", caller = Browser, answers = SignIn)]
pub struct GetSignIn {
    /// `sia_…`
    pub sign_in_id: SignInId,
}
