//! Clerk's Frontend API (FAPI), declared once.
//!
//! | module | what it holds |
//! |---|---|
//! | [`endpoint`] | what an endpoint is, and the `endpoints!` table macro |
//! | [`resource`] | what a resource is, and the `resources!` macro |
//! | [`request`] | parameters → checked path, query and body |
//! | [`form`] | the server's side of the same: path, query and body → parameters |
//! | [`error`] | the error envelope |
//! | [`key`] | publishable keys |
//! | `typescript`, `javascript` | what the npm package is generated from (the feature `bindings`) |
//! | the rest | one file per resource: its fields and its endpoints |
//!
//! No I/O and no JavaScript here: the SDK and the server both stand on this crate.
//! From one entry of an endpoint table come the typed request of Rust callers, the row that the
//! JavaScript face dispatches on, the server's route with its decoded request, and the TypeScript.

pub mod client;
pub mod endpoint;
pub mod environment;
pub mod error;
pub mod form;
pub mod invitation;
#[cfg(feature = "bindings")]
pub mod javascript;
pub mod key;
pub mod membership;
pub mod name;
pub mod organization;
pub mod request;
pub mod resource;
pub mod role;
pub mod session;
pub mod sign_in;
pub mod sign_up;
#[cfg(feature = "bindings")]
pub mod typescript;
pub mod user;

pub use client::*;
pub use endpoint::{Endpoint, Method, Row, Table};
pub use environment::*;
pub use error::{ErrorBody, ErrorItem};
pub use invitation::*;
pub use key::{InstanceType, InvalidKey, PublishableKey};
pub use membership::*;
pub use organization::*;
pub use request::{InvalidParam, Request};
pub use resource::*;
pub use role::*;
pub use session::*;
pub use sign_in::*;
pub use sign_up::*;
pub use user::*;

/// The version of the protocol that this crate describes; sent as `__clerk_api_version` (FAPI 1.3).
pub const API_VERSION: &str = "2026-05-12";

/// The tables of the endpoints that JavaScript can call. The SDK itself calls the others.
pub static TABLES: &[&Table] = &[
    &organization::ORGANIZATIONS,
    &organization::ORGANIZATION,
    &membership::MEMBERSHIPS,
    &membership::MEMBERSHIP,
    &invitation::INVITATIONS,
    &invitation::INVITATION,
    &invitation::USER_INVITATION,
    &user::USER_MEMBERSHIPS,
    &user::USER,
    &session::SESSION,
    &sign_in::SIGN_IN,
    &sign_up::SIGN_UP,
];

/// The endpoints that JavaScript can call; the position of a row is its number there.
pub fn callable() -> impl Iterator<Item = &'static Row> {
    TABLES.iter().flat_map(|table| table.rows).copied()
}
