//! One exchange with the server, through gloo-net's fetch.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

use crate::host::{self, Answer};

/// Sends a request once; none if the server was not reached. A form makes it a POST.
pub async fn fetch(url: &str, form: Option<&str>, signal: Option<&AbortSignal>) -> Option<Answer> {
    let follower = signal.map(Follower::new);
    let request = host::request(url, form, follower.as_ref().map(|follower| &follower.0));
    let response = gloo_net::http::Request::from(request).send().await.ok()?;
    let answer = JsFuture::from(host::read(&response.into())).await.ok()?;
    Some(answer.unchecked_into())
}

/// A controller that aborts when the caller's signal does, until it is dropped.
///
/// gloo-net panics when fetch rejects with something that is no Error, as it does with the reason that a caller gave
/// to `abort()`. A controller of our own always rejects with a DOMException.
struct Follower(AbortController);

impl Follower {
    fn new(signal: &AbortSignal) -> Self {
        Follower(host::follow(signal))
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.0.abort();
    }
}
