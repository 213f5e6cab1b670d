//! The SDK in a real browser, against the real server: the npm package as JavaScript sees it, and the Rust face.
//!
//! The page is the test runner's, on another port than the server: every call is cross-origin, as in an app of one's own.

mod changes;
mod encoding;
mod errors;
mod lists;
mod load;
mod memory;
mod objects;
mod retry;
mod rust_face;
mod session;
mod stage;
mod value;
mod wire;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
