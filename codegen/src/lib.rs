//! Writes JavaScript, TypeScript and OpenAPI from the declarations of `clerk-api`.
//!
//! | module | what it holds |
//! |---|---|
//! | [`objects`] | the JavaScript objects: their methods, and what they have beside the wire's fields |
//! | [`object`] | what such an object is made of |
//! | [`graph`] | which resources stand within which |
//! | [`javascript`], [`typescript`], [`openapi`] | what is written |
//!
//! `codegen/tests/snapshots/` holds what is written now; `cargo test -p clerk-codegen` compares, and writes it anew where
//! `UPDATE_SNAPSHOTS=1` is set.

pub mod graph;
pub mod javascript;
pub mod object;
pub mod objects;
pub mod openapi;
pub mod typescript;
