//! Clerk's Frontend API (FAPI), declared once.
//!
//! | module | what it holds |
//! |---|---|
//! | [`endpoint`], [`param`], [`caller`], [`permission`] | what an endpoint is, what it takes, and who may call it |
//! | [`resource`], [`id`] | what resources share |
//! | [`catalog`], [`schema`] | the one list of all endpoints and resources, and what each is like |
//! | [`request`] | parameters → checked path, query and body |
//! | [`row`] | an operation as a line of text, for the npm package |
//! | [`form`] | the server's side of the same: path, query and body → parameters |
//! | [`error`] | the error envelope |
//! | [`key`] | publishable keys |
//! | the rest | one file per resource: its fields and its endpoints |
//!
//! No I/O and no JavaScript here: the SDK and the server both stand on this crate. From one declaration come the typed
//! request of Rust callers, the operation that the SDK works with, the server's route with its decoded request and its guard,
//! and (by `clerk-codegen`) JavaScript, TypeScript and OpenAPI.

pub mod caller;
pub mod catalog;
pub mod client;
pub mod endpoint;
pub mod environment;
pub mod error;
pub mod form;
pub mod id;
pub mod invitation;
pub mod key;
pub mod membership;
pub mod name;
pub mod organization;
pub mod param;
pub mod permission;
pub mod request;
pub mod resource;
pub mod role;
pub mod row;
pub mod schema;
pub mod session;
pub mod sign_in;
pub mod sign_up;
pub mod user;

pub use catalog::{ENDPOINTS, EndpointName, OPERATIONS, RESOURCES, ResourceType};
pub use client::*;
pub use endpoint::{Endpoint, Method, Operation};
pub use environment::*;
pub use error::{ErrorBody, ErrorItem};
pub use id::*;
pub use invitation::*;
pub use key::{InstanceType, InvalidKey, PublishableKey};
pub use membership::*;
pub use organization::*;
pub use param::InvalidParam;
pub use request::Request;
pub use resource::*;
pub use role::*;
pub use session::*;
pub use sign_in::*;
pub use sign_up::*;
pub use user::*;

/// The version of the protocol that this crate describes; sent as `__clerk_api_version` (docs/fapi.md 1.3).
pub const API_VERSION: &str = "2026-05-12";
