//! Organizations for web apps: a small client of Clerk's Frontend API, for Rust and (by `pkg/`) for JavaScript.
//!
//! ```text
//! clerk.rs      the Rust face: typed methods            face.rs       the JavaScript face: what js/clerk.js calls
//!     └────────── client.rs: the one path of a call ────────┘ arguments.rs
//!                 state.rs token.rs session.rs: what it keeps
//!                 fetch.rs: one exchange by gloo-net    host.rs: what it asks of the JavaScript around it
//! ```
#[cfg(feature = "javascript")]
mod arguments;
mod clerk;
mod client;
mod error;
#[cfg(feature = "javascript")]
mod face;
mod fetch;
mod host;
mod session;
mod shared;
mod state;
mod token;

pub use clerk::Clerk;
pub use clerk_api as api;
pub use error::{ApiError, Error};
#[cfg(feature = "javascript")]
pub use face::Core;
pub use session::Choice;
pub use token::TokenRequest;

/// A third of the size of the default allocator.
#[cfg(all(feature = "javascript", target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The texts one after the other. An eighth of the size of the standard library's `concat`.
fn joined(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        out.push_str(part);
    }
    out
}
