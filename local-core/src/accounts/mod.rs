//! Accounts: who is signed in where. Clients (browsers), sessions and their tokens, signing in and up, and what users see
//! of themselves.

mod callers;
mod clients;
mod credentials;
mod me;
mod passwords;
mod retention;
mod session_rows;
mod sessions;
mod sign_ins;
mod sign_up_codes;
mod sign_up_fields;
mod sign_ups;
mod tokens;

pub use passwords::{check as check_password, hash as hash_password};
pub use retention::remove_old;

use crate::http::Routes;

/// The routes of this room.
pub fn routes() -> Routes {
    Routes::default()
        .endpoint(credentials::create_dev_browser)
        .endpoint(clients::get)
        .endpoint(clients::create_client)
        .endpoint(clients::post_client)
        .endpoint(clients::delete)
        .endpoint(clients::remove_sessions)
        .endpoint(sessions::touch)
        .endpoint(sessions::end)
        .endpoint(sessions::remove)
        .endpoint(tokens::create_token)
        .endpoint(tokens::create_template_token)
        .staged(sign_ins::create())
        .endpoint(sign_ins::get)
        .staged(sign_ins::attempt_first_factor())
        .staged(sign_ups::create())
        .endpoint(sign_ups::get)
        .staged(sign_ups::update())
        .endpoint(sign_up_codes::prepare_verification)
        .endpoint(sign_up_codes::attempt_verification)
        .endpoint(me::get)
        .endpoint(me::update)
}
