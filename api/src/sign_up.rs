//! Signing up: FAPI 4.13 and 5.

use crate::endpoint::endpoints;
use crate::resource::{Email, Json, Metadata, Timestamp, open_enum, resources};

open_enum! {
    /// What a sign-up waits for.
    SignUpStatus { MissingRequirements = "missing_requirements", Complete = "complete", Abandoned = "abandoned" }
}

resources! {
    /// An attempt to sign up.
    SignUp "sign_up_attempt" as "sign_up" {
        /// `sua_…`
        id: String,
        /// What it waits for.
        status: SignUpStatus,
        /// Fields that must be filled.
        #[serde(default)]
        required_fields: Vec<String>,
        /// Fields that may be filled.
        #[serde(default)]
        optional_fields: Vec<String>,
        /// Required fields that are still empty.
        #[serde(default)]
        missing_fields: Vec<String>,
        /// Filled fields that are still to be verified.
        #[serde(default)]
        unverified_fields: Vec<String>,
        /// How far the verifications are.
        verifications: Option<SignUpVerifications>,
        /// The address.
        email_address: Option<String>,
        /// Given name.
        first_name: Option<String>,
        /// Family name.
        last_name: Option<String>,
        /// Whether a password is set. Clients read this name, the spec has the other (FAPI 9).
        #[serde(default)]
        has_password: bool,
        /// Whether a password is set.
        #[serde(default)]
        password_enabled: bool,
        /// Data of the app, writable by the user.
        #[serde(default)]
        unsafe_metadata: Metadata,
        /// The session that a complete sign-up began.
        created_session_id: Option<String>,
        /// The user that a complete sign-up made.
        created_user_id: Option<String>,
        /// When it lapses.
        #[serde(default)]
        abandon_at: Timestamp,
    }

    /// How far a sign-up's verifications are.
    SignUpVerifications "sign_up_verifications" {
        /// Of the e-mail address.
        email_address: Option<SignUpVerification>,
    }

    /// How far a sign-up's verification is, and what comes next.
    SignUpVerification "verification" as "sign_up_verification" {
        /// `unverified`, `verified`, `failed` or `expired`.
        status: String,
        /// `email_code` or `ticket`.
        strategy: Option<String>,
        /// `needs_prepare`, `needs_attempt` or empty.
        next_action: String,
        /// How it can be verified.
        #[serde(default)]
        supported_strategies: Vec<String>,
        /// How often it was tried.
        attempts: Option<u32>,
        /// When it lapses.
        expire_at: Option<Timestamp>,
    }
}

endpoints! {
    /// Methods of `client.signUp`.
    SIGN_UP on ["sign_up"] knows { sign_up_id = "id" };

    /// Begins to sign up, and ends it too where nothing is missing.
    create(params) = CreateSignUp: POST "/v1/client/sign_ups" {
        /// `ticket`, or absent.
        strategy: Option<String>,
        /// Ticket of an invitation; it verifies the invited address by itself.
        ticket: Option<String>,
        /// E-mail address.
        email_address: Option<Email>,
        /// Password of at least 8 characters.
        password: Option<String>,
        /// Given name.
        first_name: Option<String>,
        /// Family name.
        last_name: Option<String>,
        /// Data of the app.
        unsafe_metadata: Option<Json>,
        /// Goes on with what began as a sign-in.
        transfer: Option<bool>,
    } -> SignUp [in_place];

    /// Fills in what is missing.
    update(params) = UpdateSignUp: PATCH "/v1/client/sign_ups/{sign_up_id}" {
        /// `sua_…`
        sign_up_id: String,
        /// E-mail address.
        email_address: Option<Email>,
        /// Password of at least 8 characters.
        password: Option<String>,
        /// Given name.
        first_name: Option<String>,
        /// Family name.
        last_name: Option<String>,
        /// Data of the app.
        unsafe_metadata: Option<Json>,
    } -> SignUp [in_place];

    /// Sends a code to the address.
    prepareVerification | prepareEmailAddressVerification(params) = PrepareVerification: POST "/v1/client/sign_ups/{sign_up_id}/prepare_verification" {
        /// `sua_…`
        sign_up_id: String,
        /// `email_code`, also when absent.
        strategy: Option<String> = "email_code",
    } -> SignUp [in_place];

    /// Verifies the address by the code.
    attemptVerification | attemptEmailAddressVerification(params) = AttemptVerification: POST "/v1/client/sign_ups/{sign_up_id}/attempt_verification" {
        /// `sua_…`
        sign_up_id: String,
        /// `email_code`, also when absent.
        strategy: Option<String> = "email_code",
        /// Code of the e-mail.
        code: String,
    } -> SignUp [in_place];

    /// Fetches the attempt anew.
    reload() = GetSignUp: GET "/v1/client/sign_ups/{sign_up_id}" {
        /// `sua_…`
        sign_up_id: String,
    } -> SignUp [in_place];
}
