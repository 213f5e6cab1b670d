//! Organizations in a page that is written in Rust alone: sign in, create, invite, see who is there.
//!
//! `index.html` has the markup, this crate the behaviour. Each part of the page has its file.

mod app;
mod home;
mod organization;
mod page;

use wasm_bindgen::prelude::*;

/// Starts the page. The script in `index.html` calls this once, with the server's publishable key.
#[wasm_bindgen]
pub fn start(publishable_key: &str) -> Result<(), JsValue> {
    let page = page::Page::find()?;
    match clerk_wasm::Clerk::new(publishable_key) {
        Ok(clerk) => home::start(app::App::new(clerk, page))?,
        Err(error) => page.complain(&error.to_string()),
    }
    Ok(())
}
