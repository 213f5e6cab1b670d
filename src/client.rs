//! The one path that every call takes: parameters → URL → fetch → state → answer.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use clerk_api::endpoint::Shape;
use clerk_api::request::{Pairs, encode};
use clerk_api::{API_VERSION, CreateDevBrowser, Endpoint, GetClient, Method, PublishableKey, Request, Row};
use js_sys::{Array, Function};
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;

use crate::error::{ApiError, Error};
use crate::fetch::{Answer, fetch};
use crate::host::{self, get, get_text};
use crate::shared::Shared;
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
    loading: RefCell<Option<Shared<()>>>,
    loaded: Cell<bool>,
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
        let base = match proxy_url {
            Some(url) => host::proxy(url).ok_or(Error::InvalidProxyUrl)?,
            None => [if parsed.is_loopback() { "http://" } else { "https://" }, &parsed.frontend_api].concat(),
        };
        // The origin's storage, not a cookie: cookies are shared between the ports of a host, and so between apps.
        let dev_key = parsed.has_dev_browser().then(|| ["__clerk_db_jwt:", key.trim()].concat());
        Ok(Client(Rc::new(Inner {
            dev_token: RefCell::new(dev_key.as_deref().and_then(host::recall)),
            base,
            dev_key,
            loading: RefCell::default(),
            loaded: Cell::new(false),
            state: State::new(listener),
            tokens: Tokens::default(),
        })))
    }

    /// Fetches the client, once; callers at the same time share one request. After a failure it can be tried again.
    pub async fn load(&self) -> Result<(), Error> {
        if self.0.loaded.get() {
            return Ok(());
        }
        let running =
            self.0.loading.borrow().clone().filter(|running| !running.peek(|outcome| matches!(outcome, Some(Err(_)))));
        let running = running.unwrap_or_else(|| {
            let this = self.clone();
            Shared::start(async move { this.establish().await })
        });
        *self.0.loading.borrow_mut() = Some(running.clone());
        running.join().await?;
        self.0.loaded.set(true);
        Ok(())
    }

    /// Fetches the client anew.
    pub async fn refresh(&self) -> Result<(), Error> {
        self.exchange(GetClient::ROW, Pairs::new(), None).await.map(drop)
    }

    /// Makes a call and answers the `response` of the envelope, as JSON.parse left it.
    pub(crate) async fn call(
        &self,
        row: &'static Row,
        pairs: Pairs,
        signal: Option<&AbortSignal>,
    ) -> Result<JsValue, Error> {
        row.check(&pairs)?;
        self.load().await?;
        if needs_session(row) && self.0.state.session_id().is_none() {
            return Err(Error::SignedOut);
        }
        let answer = self.exchange(row, pairs, signal).await;
        if let Err(Error::Api(error)) = &answer
            && error.status == 401
        {
            // The session may be gone: the caller gets the error, the listeners the truth.
            self.forget_dev_browser(error);
            let _ = self.establish().await;
        }
        answer
    }

    /// The first request of all, twice if the development browser's token is not known any more (FAPI 1.5).
    async fn establish(&self) -> Result<(), Error> {
        self.ensure_dev_browser().await?;
        match self.refresh().await {
            Err(Error::Api(error)) if self.forget_dev_browser(&error) => {
                self.ensure_dev_browser().await?;
                self.refresh().await
            }
            outcome => outcome,
        }
    }

    async fn ensure_dev_browser(&self) -> Result<(), Error> {
        if self.0.dev_key.is_some() && self.0.dev_token.borrow().is_none() {
            let answer = self.exchange(CreateDevBrowser::ROW, Pairs::new(), None).await?;
            self.keep_dev_token(get_text(&answer, "id"));
        }
        Ok(())
    }

    fn forget_dev_browser(&self, error: &ApiError) -> bool {
        let forget = error.code().as_deref() == Some("dev_browser_unauthenticated");
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

    /// One exchange: checked, sent, and its piggybacked client applied, whatever the status (FAPI 1.6).
    async fn exchange(&self, row: &'static Row, pairs: Pairs, signal: Option<&AbortSignal>) -> Result<JsValue, Error> {
        let request = row.request(pairs)?;
        let answer = self.send_with_retries(&request, signal).await?;
        self.keep_dev_token(answer.dev_token);
        if row.method != Method::GET || row.flags.forced {
            self.0.state.piggyback(row, &answer.body, &self.0.tokens);
        }
        match answer.status {
            200..=299 if row.flags.bare => Ok(answer.body),
            status @ 200..=299 => response(row, status, &answer.body),
            status if get(&answer.body, "errors").is_undefined() => {
                Err(Error::UnexpectedResponse { status, path: "errors".to_owned() })
            }
            status => Err(Error::Api(ApiError { status, retry_after: answer.retry_after, body: answer.body })),
        }
    }

    /// Sends a request; a GET that did not reach the server is sent again (FAPI 1.8).
    async fn send_with_retries(&self, request: &Request, signal: Option<&AbortSignal>) -> Result<Answer, Error> {
        let mut retry = 0;
        loop {
            let url = self.url(request, retry);
            match fetch(&url, request.body.as_deref(), signal).await {
                Err(Error::Network { .. }) => {
                    let tries = if host::online() { 4 } else { 11 };
                    if request.method != Method::GET || retry + 1 >= tries {
                        return Err(self.unreached());
                    }
                }
                answer => return answer,
            }
            let _ = wasm_bindgen_futures::JsFuture::from(host::sleep(delay(retry), signal)).await;
            if signal.is_some_and(AbortSignal::aborted) {
                return Err(Error::Aborted);
            }
            retry += 1;
        }
    }

    fn unreached(&self) -> Error {
        if host::online() { Error::Network { base: self.0.base.clone() } } else { Error::Offline }
    }

    /// The whole address with the parameters that every call carries (FAPI 1.3).
    fn url(&self, request: &Request, retry: u32) -> String {
        let mut common: Vec<(String, String)> = Vec::with_capacity(5);
        let mut push = |name: &str, value: &str| common.push((name.to_owned(), value.to_owned()));
        push("__clerk_api_version", API_VERSION);
        if request.method != Method::GET && request.method != Method::POST {
            push("_method", request.method.as_str());
        }
        if !is_client_path(&request.path)
            && let Some(session_id) = self.0.state.session_id()
        {
            push("_clerk_session_id", &session_id);
        }
        if let Some(token) = &*self.0.dev_token.borrow() {
            push("__clerk_db_jwt", token);
        }
        if retry > 0 {
            push("_clerk_retry_attempt", &host::text_of(&retry.into()));
        }
        let separator = if request.query.is_empty() { "" } else { "&" };
        [&self.0.base, &request.path, "?", &request.query, separator, &encode(&common)].concat()
    }
}

/// The `response` of an envelope. A page of a proxy may be JSON too: what is no answer to the question is none.
fn response(row: &Row, status: u16, body: &JsValue) -> Result<JsValue, Error> {
    let response = get(body, "response");
    let fits = match row.shape {
        Shape::One => !response.is_undefined() || status == 204,
        Shape::Page | Shape::List => Array::is_array(&response) || Array::is_array(&get(&response, "data")),
    };
    if fits { Ok(response) } else { Err(Error::UnexpectedResponse { status, path: "response".to_owned() }) }
}

fn is_client_path(path: &str) -> bool {
    path.starts_with("/v1/client")
}

/// Everything is done in a session, but for what begins one.
fn needs_session(row: &Row) -> bool {
    !is_client_path(row.path) && !row.flags.bare
}

/// How long to wait before the retry, in milliseconds: 100, then 700 × 2ⁿ, each times 1 to 2, at most 5000 (FAPI 1.8).
fn delay(retry: u32) -> f64 {
    let base = if retry == 0 { 100 } else { 700 << (retry - 1).min(4) };
    (f64::from(base) * (1.0 + js_sys::Math::random())).min(5000.0)
}
