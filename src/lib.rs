//! Organizations for web apps: a small client of Clerk's Frontend API, for Rust and (by `pkg/`) for JavaScript.
//!
//! ```text
//! clerk.rs        typed methods for Rust             js/clerk.ts      the Clerk object of JavaScript
//! connection.rs   Rust's driver: it waits            js/driver.ts     JavaScript's driver, by javascript.rs
//!       └──────── core.rs: plans requests, judges replies; never waits ────────┘
//! platform.rs     what Rust asks of the JavaScript around it (platform.js)
//! ```
#[cfg(feature = "javascript")]
mod arguments;
mod clerk;
mod connection;
mod core;
mod error;
mod fetch;
#[cfg(feature = "javascript")]
mod javascript;
mod platform;
mod running;
mod session;
mod state;
mod token;

pub use clerk::Clerk;
pub use clerk_api as api;
pub use error::{ApiError, Error};
#[cfg(feature = "javascript")]
pub use javascript::{CoreObject, operation, send};
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
