//! The engine of `clerk-local`: Clerk's Frontend API (FAPI) on SQLite, from HTTP requests to HTTP responses. Unofficial.
//!
//! It knows no socket, no thread, no async runtime and no file but SQLite's, so that it also runs in WebAssembly. Time and
//! randomness come from outside.
//!
//! | room | what it holds |
//! |---|---|
//! | [`clock`], [`random`], [`config`], [`refusal`], [`signer`] | what comes from outside, and how rules refuse |
//! | [`db`] | the database: connections, transactions, migrations, paging |
//! | [`http`] | from a request to a handler and back: routes, callers, parameters, answers |
//! | [`instance`] | limits, signing key, settings for SDKs |
//! | [`outbox`] | mails |
//! | [`users`] | users and their addresses |
//! | [`organizations`] | organizations, memberships, roles, invitations, tickets |
//! | [`accounts`] | clients, sessions, tokens, signing in and up |
//! | [`dev`] | `/_dev`: mailbox, seed, reset |
//! | [`core`] | all of it as one function from request to response |
//!
//! Each room uses only rooms above it in this table (`tests/rooms.rs`).

// `json!` goes one level deeper per key, and the environment has long objects.
#![recursion_limit = "256"]

pub mod accounts;
pub mod clock;
pub mod config;
pub mod core;
pub mod db;
pub mod dev;
pub mod http;
pub mod instance;
pub mod organizations;
pub mod outbox;
pub mod random;
pub mod refusal;
pub mod signer;
pub mod users;

pub use core::{Core, Parts};
