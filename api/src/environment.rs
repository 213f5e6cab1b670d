//! The instance's settings: docs/fapi.md 4.11.

use clerk_api_macros::endpoint;

use crate::ResourceType;
use crate::resource::Answer;
use crate::schema::{DescribedResource, ResourceSchema, Type, Typed};

/// The instance's settings as they came. The SDK needs none of them, so that no shape is imposed.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Environment(pub serde_json::Value);

impl Answer for Environment {
    const RESOURCE: ResourceType = ResourceType::Environment;
}

impl Typed for Environment {
    const TYPE: &'static Type = &Type::Any;
}

impl DescribedResource for Environment {
    const SCHEMA: &'static ResourceSchema = &ResourceSchema {
        resource: ResourceType::Environment,
        name: "EnvironmentResource",
        type_name: "environment",
        is_named: false,
        doc: &["The instance's settings, as they came."],
        fields: &[],
    };
}

/// Fetches the settings.
#[endpoint(GET "/v1/environment", caller = Visitor, answers = Environment, bare)]
pub struct GetEnvironment {}

/// Fetches the settings; development instances note the caller's origin.
#[endpoint(PATCH "/v1/environment", caller = Visitor, answers = Environment, bare)]
pub struct UpdateEnvironment {}
