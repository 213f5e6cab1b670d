//! Signing up: docs/fapi.md 4.13 and 5.

use clerk_api_macros::{endpoint, resource};

use crate::id::ids;
use crate::resource::{Email, Json, Metadata, Timestamp, open_enum};
use crate::session::SessionId;
use crate::sign_in::Strategy;
use crate::user::UserId;

ids! {
    /// `sua_…`: an attempt to sign up.
    SignUpId,
}

open_enum! {
    /// What a sign-up waits for.
    SignUpStatus { MissingRequirements = "missing_requirements", Complete = "complete", Abandoned = "abandoned" }
}

/// An attempt to sign up.
#[resource("sign_up_attempt", type = "sign_up")]
pub struct SignUp {
    /// `sua_…`
    pub id: SignUpId,
    /// What it waits for.
    pub status: SignUpStatus,
    /// Fields that must be filled.
    #[serde(default)]
    pub required_fields: Vec<String>,
    /// Fields that may be filled.
    #[serde(default)]
    pub optional_fields: Vec<String>,
    /// Required fields that are still empty.
    #[serde(default)]
    pub missing_fields: Vec<String>,
    /// Filled fields that are still to be verified.
    #[serde(default)]
    pub unverified_fields: Vec<String>,
    /// How far the verifications are.
    pub verifications: Option<SignUpVerifications>,
    /// The address.
    pub email_address: Option<String>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Whether a password is set. Clients read this name, the spec has the other (docs/fapi.md 9).
    #[serde(default)]
    pub has_password: bool,
    /// Whether a password is set.
    #[serde(default)]
    pub password_enabled: bool,
    /// Data of the app, writable by the user.
    #[serde(default)]
    pub unsafe_metadata: Metadata,
    /// The session that a complete sign-up began.
    pub created_session_id: Option<SessionId>,
    /// The user that a complete sign-up made.
    pub created_user_id: Option<UserId>,
    /// When it lapses.
    #[serde(default)]
    pub abandon_at: Timestamp,
}

/// How far a sign-up's verifications are.
#[resource(unnamed, type = "sign_up_verifications")]
pub struct SignUpVerifications {
    /// Of the e-mail address.
    pub email_address: Option<SignUpVerification>,
}

/// How far a sign-up's verification is, and what comes next.
#[resource(unnamed, type = "sign_up_verification")]
pub struct SignUpVerification {
    /// `verification_otp` or `verification_ticket`.
    #[serde(default)]
    pub object: String,
    /// `unverified`, `verified`, `failed` or `expired`.
    pub status: String,
    /// `email_code` or `ticket`.
    pub strategy: Option<String>,
    /// `needs_prepare`, `needs_attempt` or empty.
    pub next_action: String,
    /// How it can be verified.
    #[serde(default)]
    pub supported_strategies: Vec<String>,
    /// How often it was tried.
    pub attempts: Option<u32>,
    /// When it lapses.
    pub expire_at: Option<Timestamp>,
}

/// Begins to sign up, and ends it too where nothing is missing.
#[endpoint(POST "/v1/client/sign_ups", caller = Browser, answers = SignUp)]
pub struct CreateSignUp {
    /// `ticket`, or absent.
    pub strategy: Option<Strategy>,
    /// Ticket of an invitation; it verifies the invited address by itself.
    pub ticket: Option<String>,
    /// E-mail address.
    pub email_address: Option<Email>,
    /// Password of at least 8 characters.
    pub password: Option<String>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Data of the app.
    pub unsafe_metadata: Option<Json>,
    /// Goes on with what began as a sign-in.
    pub transfer: Option<bool>,
}

/// Fills in what is missing.
#[endpoint(PATCH "/v1/client/sign_ups/{sign_up_id}", caller = Browser, answers = SignUp)]
pub struct UpdateSignUp {
    /// `sua_…`
    pub sign_up_id: SignUpId,
    /// E-mail address.
    pub email_address: Option<Email>,
    /// Password of at least 8 characters.
    pub password: Option<String>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Data of the app.
    pub unsafe_metadata: Option<Json>,
}

/// Sends a code to the address.
#[endpoint(POST "/v1/client/sign_ups/{sign_up_id}/prepare_verification", caller = Browser, answers = SignUp)]
pub struct PrepareVerification {
    /// `sua_…`
    pub sign_up_id: SignUpId,
    /// `email_code`, also when absent.
    #[param(default = "email_code")]
    pub strategy: Option<Strategy>,
}

/// Verifies the address by the code.
#[endpoint(POST "/v1/client/sign_ups/{sign_up_id}/attempt_verification", caller = Browser, answers = SignUp)]
pub struct AttemptVerification {
    /// `sua_…`
    pub sign_up_id: SignUpId,
    /// `email_code`, also when absent.
    #[param(default = "email_code")]
    pub strategy: Option<Strategy>,
    /// Code of the e-mail.
    pub code: String,
}

/// Fetches the attempt anew.
#[endpoint(GET "/v1/client/sign_ups/{sign_up_id}", caller = Browser, answers = SignUp)]
pub struct GetSignUp {
    /// `sua_…`
    pub sign_up_id: SignUpId,
}
