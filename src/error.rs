//! What can go wrong, for both faces.

use std::fmt;

use clerk_api::name::camel;
use clerk_api::param::Problem;
use clerk_api::{ErrorBody, ErrorItem, InvalidKey, InvalidParam};
use wasm_bindgen::JsValue;

use crate::core::Reply;
use crate::joined;
use crate::platform::{get, get_text};

/// What can go wrong in a call.
#[derive(Clone, Debug)]
pub enum Error {
    /// The server refused.
    Api(ApiError),
    /// A parameter is bad; nothing was sent.
    InvalidParams {
        /// Wire name of the parameter.
        field: String,
        /// What is wrong with it.
        problem: Problem,
    },
    /// The publishable key is bad.
    InvalidKey(InvalidKey),
    /// The proxy URL is neither absolute nor a path.
    InvalidProxyUrl,
    /// The call needs a signed-in user.
    SignedOut,
    /// The server was not reached.
    Network {
        /// Where it was expected.
        base: String,
    },
    /// The server was not reached, and the browser says it is offline.
    Offline,
    /// The call was ended before its answer came.
    Aborted,
    /// The script asks for what the wasm module cannot do: they are of two builds.
    VersionMismatch,
    /// The answer is not what FAPI says.
    UnexpectedResponse {
        /// HTTP status.
        status: u16,
        /// Where in the answer; `$` is the whole of it.
        path: String,
    },
}

/// An answer of the server that is not a success (docs/fapi.md 1.7).
#[derive(Clone, Debug)]
pub struct ApiError(pub(crate) Reply);

impl ApiError {
    /// HTTP status.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Seconds to wait, from a 429's `Retry-After`.
    pub fn retry_after(&self) -> Option<u32> {
        self.0.retry_after
    }

    /// Everything that the server found wrong.
    pub fn errors(&self) -> Vec<ErrorItem> {
        serde_wasm_bindgen::from_value::<ErrorBody>(self.0.body.clone()).map(|body| body.errors).unwrap_or_default()
    }

    /// The code of the first thing that the server found wrong.
    pub fn code(&self) -> Option<String> {
        get_text(&self.first(), "code")
    }

    fn first(&self) -> JsValue {
        get(&get(&self.0.body, "errors"), "0")
    }
}

impl Error {
    /// The HTTP status, where the server answered.
    pub fn status(&self) -> Option<u16> {
        match self {
            Error::Api(error) => Some(error.status()),
            Error::UnexpectedResponse { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// A stable code: the server's own, or one of this SDK's.
    pub fn code(&self) -> String {
        match self {
            Error::Api(error) => error.code().unwrap_or_default(),
            error => error.own_code().to_owned(),
        }
    }

    /// The code of an error that this SDK found.
    fn own_code(&self) -> &'static str {
        match self {
            Error::Api(_) => "api_response_error",
            Error::InvalidParams { .. } => "invalid_params",
            Error::InvalidKey(_) => "invalid_publishable_key",
            Error::InvalidProxyUrl => "invalid_proxy_url",
            Error::SignedOut => "signed_out",
            Error::Network { .. } => "network_error",
            Error::Offline => "clerk_offline",
            Error::Aborted => "aborted",
            Error::VersionMismatch => "version_mismatch",
            Error::UnexpectedResponse { .. } => "unexpected_response",
        }
    }

    /// What happened and what to do, as one sentence.
    pub fn message(&self) -> String {
        match self {
            Error::Api(error) => {
                let first = error.first();
                get_text(&first, "long_message").or_else(|| get_text(&first, "message")).unwrap_or_default()
            }
            error => error.own_message(),
        }
    }

    /// The message of an error that this SDK found.
    fn own_message(&self) -> String {
        let text = match self {
            Error::Api(_) => "",
            Error::InvalidParams { field, problem } => return joined(&[&camel(field), " ", problem.message(), "."]),
            Error::Network { base } => {
                return joined(&[
                    "The server at ",
                    base,
                    " was not reached: check that it runs and allows this origin.",
                ]);
            }
            Error::UnexpectedResponse { path, .. } => {
                return joined(&[
                    "The server's answer is not what the Frontend API says, at ",
                    path,
                    ": check the key's host or the proxy URL.",
                ]);
            }
            Error::InvalidKey(invalid) => invalid.message(),
            Error::InvalidProxyUrl => "The proxyUrl must begin with http://, https:// or /.",
            Error::SignedOut => "Nobody is signed in: sign in first.",
            Error::Offline => "The browser is offline: try again when it is connected.",
            Error::Aborted => "The call was aborted.",
            Error::VersionMismatch => "The script and its wasm module are of two builds: reload the page.",
        };
        text.to_owned()
    }
}

impl From<InvalidParam> for Error {
    fn from(invalid: InvalidParam) -> Self {
        Error::InvalidParams { field: invalid.name, problem: invalid.problem }
    }
}

impl From<InvalidParam> for Box<Error> {
    fn from(invalid: InvalidParam) -> Self {
        Box::new(invalid.into())
    }
}

impl From<Box<Error>> for Error {
    fn from(error: Box<Error>) -> Self {
        *error
    }
}

/// Lines for `js/errors.ts`: code, field or empty, message. A refusal of the server is undefined: JavaScript has its body,
/// and makes the error of that.
#[cfg(feature = "javascript")]
impl From<Error> for JsValue {
    fn from(error: Error) -> JsValue {
        let field = match &error {
            Error::Api(_) => return JsValue::UNDEFINED,
            Error::InvalidParams { field, .. } => camel(field),
            _ => String::new(),
        };
        joined(&[error.own_code(), "\n", &field, "\n", &error.own_message()]).into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message())
    }
}

impl std::error::Error for Error {}
