//! The instance's settings: FAPI 4.11.

use crate::endpoint::endpoints;
use crate::resource::Answer;

/// The instance's settings as they came. The SDK needs none of them, so that no shape is imposed.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Environment(pub serde_json::Value);

impl Answer for Environment {
    const RESOURCE: &'static str = "environment";
}

endpoints! {
    /// The instance's settings.
    ENVIRONMENT on [] knows {};

    /// Fetches the settings.
    getEnvironment() = GetEnvironment: GET "/v1/environment" {
    } -> Environment [bare];

    /// Fetches the settings; development instances note the caller's origin.
    updateEnvironment() = UpdateEnvironment: PATCH "/v1/environment" {
    } -> Environment [bare];
}
