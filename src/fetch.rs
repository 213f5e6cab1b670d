//! Sends requests through gloo-net, for Rust's driver.

use clerk_api::request::append;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

use crate::core::{Core, Outcome, Planned, Reply};
use crate::error::Error;
use crate::platform::{self, ReadReply};

/// Sends a request; a GET that did not reach the server is sent again (docs/fapi.md 1.8).
pub async fn send(core: &Core, planned: &Planned, signal: Option<&AbortSignal>) -> Outcome<Reply> {
    let is_get = planned.form.is_none();
    let mut retry = 0;
    loop {
        let mut url = planned.url.clone();
        if retry > 0 {
            append(&mut url, "_clerk_retry_attempt", &retry.to_string());
        }
        if let Some(reply) = once(&url, planned.form.as_deref(), signal).await {
            return Ok(reply);
        }
        let is_last = retry + 1 >= platform::attempts(is_get);
        if !is_last {
            // A pause cannot fail.
            let _ = JsFuture::from(platform::pause(retry, signal)).await;
        }
        if signal.is_some_and(AbortSignal::aborted) {
            return Err(Error::Aborted.into());
        }
        if is_last {
            return Err(core.unreached(platform::online()).into());
        }
        retry += 1;
    }
}

/// Sends a request once; none if the server was not reached. A form makes it a POST.
async fn once(url: &str, form: Option<&str>, signal: Option<&AbortSignal>) -> Option<Reply> {
    let follower = signal.map(Follower::new);
    let request = platform::request(url, form, follower.as_ref().map(|follower| &follower.0));
    let response = gloo_net::http::Request::from(request).send().await.ok()?;
    let read: ReadReply = JsFuture::from(platform::read(&response.into())).await.ok()?.unchecked_into();
    let (status, body) = (read.status(), read.body());
    Some(Reply { status, body, retry_after: read.retry_after(), dev_token: read.dev_token() })
}

/// A controller that aborts when the caller's signal does, until it is dropped.
///
/// gloo-net panics when fetch rejects with something that is no Error, as it does with the reason that a caller gave
/// to `abort()`. A controller of our own always rejects with a DOMException.
struct Follower(AbortController);

impl Follower {
    fn new(signal: &AbortSignal) -> Self {
        Follower(platform::follow(signal))
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.0.abort();
    }
}
