//! `/_dev`: what a development machine needs beside the API: the mailbox, the seed and the reset. Other machines get no
//! answer.

mod loopback;
mod mailbox;
mod seed;

use std::sync::Arc;

use http::{Method, StatusCode};
use serde_json::json;

pub use loopback::check as check_loopback;
pub use mailbox::{MAIL, wait_of};
pub use seed::{Seed, SeedError, apply_once, is_applied, reset};

use crate::http::{Answer, Incoming, Routes, Service, json};
use crate::refusal::{Kind, Refusal, Result};

/// The routes of this room. The seed is what a reset restores.
pub fn routes(seed: Arc<Seed>) -> Routes {
    let reset = move |service: &Service, incoming: &Incoming| {
        loopback::check(incoming)?;
        service.database.write(|tx| reset(tx, &seed))?;
        json(StatusCode::OK, &json!({ "ok": true }))
    };
    Routes::default()
        .plain(Method::GET, "/_dev/health", health)
        .plain(Method::POST, "/_dev/reset", reset)
        .plain(Method::GET, MAIL, mailbox::mail)
        .plain(Method::GET, "/_dev/mailbox", mailbox::mailbox)
}

/// Healthy only once the seed is written.
fn health(service: &Service, incoming: &Incoming) -> Result<Answer> {
    loopback::check(incoming)?;
    if !service.database.read(is_applied)? {
        let sentence = "The seed isn't written yet. Ask again in a moment.";
        return Err(Refusal::new(Kind::Locked, "resource_locked", sentence));
    }
    let config = service.database.config();
    json(
        StatusCode::OK,
        &json!({
            "ok": true,
            "publishable_key": config.publishable_key(),
            "official_publishable_key": config.official_publishable_key(),
        }),
    )
}
