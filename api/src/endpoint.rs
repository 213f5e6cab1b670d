//! What an endpoint is. The attribute `#[endpoint(…)]` declares one.

use serde::{Serialize, de::DeserializeOwned};

use crate::caller::{Caller, CallerKind};
use crate::param::Param;
use crate::resource::Answer;

/// The logical HTTP method. On the wire everything but GET is a POST that carries `_method` (docs/fapi.md 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are HTTP's own (RFC 9110)")]
pub enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE,
}

impl Method {
    /// The method's name as HTTP spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::GET => "GET",
            Method::POST => "POST",
            Method::PUT => "PUT",
            Method::PATCH => "PATCH",
            Method::DELETE => "DELETE",
        }
    }
}

/// Whether a response is one resource, a page or a plain array of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One resource.
    One,
    /// `{data, total_count}`.
    Page,
    /// A bare array.
    List,
}

/// An endpoint as data.
#[derive(Debug, PartialEq)]
pub struct Operation {
    /// Its name: stable from one version to the next.
    pub name: &'static str,
    /// Logical method.
    pub method: Method,
    /// Path from the root of the API, with `{param}` where a parameter travels in the path.
    pub path: &'static str,
    /// All parameters, those in the path included.
    pub params: &'static [Param],
    /// Who may call it.
    pub caller: CallerKind,
    /// The permission that a member needs.
    pub permission: Option<&'static str>,
    /// Shape of the response.
    pub shape: Shape,
    /// Whether the response is the client.
    pub answers_client: bool,
    /// Whether the response stands in `{response, client}` (docs/fapi.md 1.6).
    pub envelope: bool,
    /// Whether the caller's client comes with the answer.
    pub client: bool,
}

impl Operation {
    /// Whether the endpoint lists page by page.
    pub fn is_paged(&self) -> bool {
        self.param("offset").is_ok()
    }
}

/// A typed request: the fields named in the path travel there, the rest in the query (GET) or the form body.
pub trait Endpoint: Serialize + DeserializeOwned {
    /// What the endpoint answers.
    type Response: Answer + Serialize + DeserializeOwned;
    /// Who may call it.
    type Caller: Caller;
    /// The endpoint as data.
    const OPERATION: &'static Operation;
}
