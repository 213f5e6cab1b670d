//! The instance: its limits, its signing key, and its settings as SDKs read them.

mod environment;
mod limits;
mod signing_key;

use http::{Method, StatusCode};

pub use limits::{Limits, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, limits, set_limits};
pub use signing_key::load as load_signing_key;

use crate::http::{Routes, json};

/// The routes of this room.
pub fn routes() -> Routes {
    Routes::default().endpoint(environment::get).endpoint(environment::update).plain(
        Method::GET,
        "/.well-known/jwks.json",
        |service, _| json(StatusCode::OK, &service.signer.jwks()),
    )
}
