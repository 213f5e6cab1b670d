//! The one path that every call takes: parameters → URL → fetch → state → answer.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use clerk_api::endpoint::Shape;
use clerk_api::request::{Arguments, append};
use clerk_api::{
    API_VERSION, CreateDevBrowser, Endpoint, GetClient, InvalidKey, Method, Operation, PublishableKey, Request,
};
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use crate::error::{ApiError, Error};
use crate::fetch::fetch;
use crate::host::{self, Answer, get, get_text};
use crate::joined;
use crate::shared::{Call, Outcome, Shared};
use crate::state::State;
use crate::token::Tokens;

/// A connection to the Frontend API with its session state; clones share both.
#[derive(Clone)]
pub struct Client(pub(crate) Rc<Inner>);

pub(crate) struct Inner {
    /// Scheme, host and path that all paths are appended to.
    base: String,
    /// Where the development browser's token is kept; none for production keys.
    dev_key: Option<String>,
    dev_token: RefCell<Option<String>>,
    loading: Cell<Option<Shared>>,
    pub(crate) state: State,
    pub(crate) tokens: Tokens,
}

impl Client {
    /// Reads the key; nothing is sent before the first call.
    ///
    /// `proxy_url` stands in for the key's host (FAPI 1.2). `listener` is called with the client's JSON and the
    /// current session's id whenever they change.
    pub(crate) fn new(key: &str, proxy_url: Option<&str>, listener: Option<Function>) -> Result<Self, Error> {
        let parsed = PublishableKey::parse(key).map_err(Error::InvalidKey)?;
        let scheme = if parsed.is_loopback() { "http://" } else { "https://" };
        let base = match proxy_url {
            Some(url) => host::base(url).ok_or(Error::InvalidProxyUrl)?,
            None => {
                host::base(&joined(&[scheme, &parsed.frontend_api])).ok_or(Error::InvalidKey(InvalidKey::Payload))?
            }
        };
        // The origin's storage, not a cookie: cookies are shared between the ports of a host, and so between apps.
        let dev_key = parsed.has_dev_browser().then(|| joined(&["__clerk_db_jwt:", key.trim_ascii()]));
        Ok(Client(Rc::new(Inner {
            dev_token: RefCell::new(dev_key.as_deref().and_then(host::recall)),
            base,
            dev_key,
            loading: Cell::default(),
            state: State::new(listener),
            tokens: Tokens::default(),
        })))
    }

    /// Fetches the client, once; callers at the same time share one request. After a failure it can be tried again.
    pub(crate) fn load(&self) -> Call {
        let running = self.0.loading.take().filter(|running| !matches!(running.outcome(), Some(Err(_))));
        let running = running.unwrap_or_else(|| {
            let this = self.clone();
            Shared::start(Box::pin(async move { this.establish().await }))
        });
        self.0.loading.set(Some(running.clone()));
        Box::pin(running.join())
    }

    /// Makes a call and answers the `response` of the envelope, as JSON.parse left it.
    pub(crate) fn call(&self, operation: &'static Operation, pairs: Arguments, signal: Option<AbortSignal>) -> Call {
        let this = self.clone();
        Box::pin(async move {
            let request = operation.request(pairs)?;
            this.load().await?;
            if operation.caller.is_signed_in() && this.0.state.session().is_undefined() {
                return Err(Error::SignedOut.into());
            }
            let outcome = this.exchange(operation, &request, signal.as_ref()).await;
            if let Some(error) = refusal(&outcome)
                && error.status() == 401
            {
                // The session may be gone: the caller gets the error, the listeners the truth.
                this.forget_dev_browser(error);
                let _ = this.establish().await;
            }
            outcome
        })
    }

    /// The first request of all: what the browser is known by, or, for a development browser that the server does not
    /// know (FAPI 1.5), a new token.
    async fn establish(&self) -> Outcome {
        if self.0.dev_key.is_none() || self.0.dev_token.borrow().is_some() {
            let request = GetClient::OPERATION.request(Arguments::new())?;
            let outcome = self.exchange(GetClient::OPERATION, &request, None).await;
            if !refusal(&outcome).is_some_and(|error| self.forget_dev_browser(error)) {
                return outcome;
            }
        }
        let request = CreateDevBrowser::OPERATION.request(Arguments::new())?;
        let answer = self.exchange(CreateDevBrowser::OPERATION, &request, None).await?;
        self.keep_dev_token(get_text(&answer, "id"));
        // A token that was made just now is nobody's yet: there is no client to fetch.
        self.0.state.set(JsValue::NULL, &self.0.tokens);
        Ok(JsValue::NULL)
    }

    fn forget_dev_browser(&self, error: &ApiError) -> bool {
        let forget = self.0.dev_key.is_some() && error.code().as_deref() == Some("dev_browser_unauthenticated");
        if forget {
            self.0.dev_token.replace(None);
        }
        forget
    }

    fn keep_dev_token(&self, token: Option<String>) {
        if let (Some(key), Some(token)) = (&self.0.dev_key, token) {
            host::remember(key, &token);
            self.0.dev_token.replace(Some(token));
        }
    }

    /// One exchange: sent, and its piggybacked client applied, whatever the status (FAPI 1.6).
    async fn exchange(
        &self,
        operation: &'static Operation,
        request: &Request,
        signal: Option<&AbortSignal>,
    ) -> Outcome {
        let answer = self.send(request, signal).await?;
        self.receive(operation, answer)
    }

    /// Sends a request; a GET that did not reach the server is sent again (FAPI 1.8).
    async fn send(&self, request: &Request, signal: Option<&AbortSignal>) -> Outcome<Answer> {
        let is_get = request.method == Method::GET;
        let form = (!is_get).then_some(&*request.form);
        let mut retry = 0;
        loop {
            if let Some(answer) = fetch(&self.url(request, retry), form, signal).await {
                return Ok(answer);
            }
            let tries = if host::online() { 4 } else { 11 };
            let is_last = !is_get || retry + 1 >= tries;
            if !is_last {
                // A pause cannot fail.
                let _ = JsFuture::from(host::pause(retry, signal)).await;
            }
            if signal.is_some_and(AbortSignal::aborted) {
                return Err(Error::Aborted.into());
            }
            if is_last {
                return Err(self.unreached().into());
            }
            retry += 1;
        }
    }

    fn receive(&self, operation: &'static Operation, answer: Answer) -> Outcome {
        self.keep_dev_token(get_text(&answer, "devToken"));
        let (status, body) = (answer.status(), answer.body());
        let unexpected = |path: &str| Err(Error::UnexpectedResponse { status, path: path.to_owned() }.into());
        if body.is_undefined() {
            return unexpected("$");
        }
        if operation.client || operation.method != Method::GET {
            self.0.state.piggyback(operation, &body, &self.0.tokens);
        }
        match status {
            200..=299 if !operation.envelope => Ok(body),
            200..=299 => response(operation, status, &body),
            _ if get(&body, "errors").is_undefined() => unexpected("errors"),
            _ => Err(Error::Api(ApiError(answer)).into()),
        }
    }

    fn unreached(&self) -> Error {
        if host::online() { Error::Network { base: self.0.base.clone() } } else { Error::Offline }
    }

    /// The whole address with the parameters that every call carries (FAPI 1.3). `_clerk_js_version` is left out: it
    /// names a release of clerk-js, and this is none.
    fn url(&self, request: &Request, retry: u32) -> String {
        let mut query = if request.method == Method::GET { request.form.clone() } else { String::new() };
        append(&mut query, "__clerk_api_version", API_VERSION);
        if request.method != Method::GET && request.method != Method::POST {
            append(&mut query, "_method", request.method.as_str());
        }
        if !is_client_path(&request.path)
            && let Some(session_id) = self.0.state.session_id()
        {
            append(&mut query, "_clerk_session_id", &session_id);
        }
        if let Some(token) = &*self.0.dev_token.borrow() {
            append(&mut query, "__clerk_db_jwt", token);
        }
        if retry > 0 {
            append(&mut query, "_clerk_retry_attempt", &host::text_of(&retry.into()));
        }
        joined(&[&self.0.base, &request.path, "?", &query])
    }
}

/// The server's refusal, if it was one.
fn refusal(outcome: &Outcome) -> Option<&ApiError> {
    match outcome {
        Err(error) => match &**error {
            Error::Api(error) => Some(error),
            _ => None,
        },
        Ok(_) => None,
    }
}

/// The `response` of an envelope. A page of a proxy may be JSON too: what is no answer to the question is none.
fn response(operation: &Operation, status: u16, body: &JsValue) -> Outcome {
    let response = get(body, "response");
    let fits = match operation.shape {
        Shape::One => !response.is_undefined() || status == 204,
        Shape::Page | Shape::List => host::is_list(&response),
    };
    if fits { Ok(response) } else { Err(Error::UnexpectedResponse { status, path: "response".to_owned() }.into()) }
}

fn is_client_path(path: &str) -> bool {
    path.starts_with("/v1/client")
}
