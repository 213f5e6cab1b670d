//! One exchange with the server, through gloo-net's fetch.

use js_sys::SyntaxError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use crate::error::Error;
use crate::host;

/// What the server answered.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The parsed body; null for 204.
    pub body: JsValue,
    /// The header `Clerk-Db-Jwt`: a new token of the development browser.
    pub dev_token: Option<String>,
    /// The header `Retry-After`, in seconds.
    pub retry_after: Option<u32>,
}

/// Sends a request once. A form makes it a POST.
pub async fn fetch(url: &str, form: Option<&str>, signal: Option<&AbortSignal>) -> Result<Answer, Error> {
    // gloo-net panics when fetch rejects with something that is no Error, as it does with the reason that a
    // caller gave to `abort()`. A controller of our own always rejects with a DOMException.
    let controller = signal.map(host::follow);
    let own_signal = controller.as_ref().map(|controller| controller.signal());
    let answer = exchange(url, form, own_signal.as_ref()).await;
    if let Some(controller) = controller {
        controller.abort();
    }
    match answer {
        Err(_) if signal.is_some_and(AbortSignal::aborted) => Err(Error::Aborted),
        answer => answer,
    }
}

async fn exchange(url: &str, form: Option<&str>, signal: Option<&AbortSignal>) -> Result<Answer, Error> {
    let unreached = || Error::Network { base: String::new() };
    let request = host::request(url, form, signal).map_err(|_| Error::InvalidProxyUrl)?;
    let response = gloo_net::http::Request::from(request).send().await.map_err(|_| unreached())?;
    let response = web_sys::Response::from(response);
    let status = response.status();
    let header = |name| response.headers().get(name).ok().flatten();
    let (dev_token, retry_after) = (header("Clerk-Db-Jwt"), header("Retry-After").and_then(|text| text.parse().ok()));
    if status == 204 {
        return Ok(Answer { status, body: JsValue::NULL, dev_token, retry_after });
    }
    let promise = response.json().map_err(|_| unreached())?;
    match JsFuture::from(promise).await {
        Ok(body) => Ok(Answer { status, body, dev_token, retry_after }),
        Err(error) if error.has_type::<SyntaxError>() => {
            Err(Error::UnexpectedResponse { status, path: "$".to_owned() })
        }
        Err(_) => Err(unreached()),
    }
}
