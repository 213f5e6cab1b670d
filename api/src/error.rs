//! The error envelope: docs/fapi.md 1.6 and 6.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The body of every answer that is not a success.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// What went wrong; at least one entry.
    pub errors: Vec<ErrorItem>,
    /// Names the request in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clerk_trace_id: Option<String>,
}

/// One thing that went wrong.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ErrorItem {
    /// Stable code; match on this, never on the texts.
    pub code: String,
    /// Short text for developers.
    pub message: String,
    /// Sentence for people.
    #[serde(default)]
    pub long_message: String,
    /// Details, for example `param_name`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub meta: Map<String, Value>,
}
