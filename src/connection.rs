//! Rust's driver: it waits for the load, for the server and for a new development browser, and keeps what it was told.

use std::cell::Cell;
use std::rc::Rc;

use clerk_api::request::Arguments;
use clerk_api::{CreateDevBrowser, Endpoint, GetClient, Method, Operation};
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;

use crate::core::{Core, Outcome};
use crate::error::Error;
use crate::fetch::send;
use crate::platform::get_text;
use crate::running::{Call, Running};
use crate::state::State;
use crate::token::Tokens;

/// A connection to the Frontend API with its session; clones share both.
#[derive(Clone)]
pub struct Connection(pub(crate) Rc<Inner>);

pub(crate) struct Inner {
    core: Core,
    loading: Cell<Option<Running>>,
    refreshing: Cell<Option<Running>>,
    pub(crate) state: State,
    pub(crate) tokens: Tokens,
}

impl Connection {
    /// Reads the key; nothing is sent before the first call.
    pub(crate) fn new(key: &str, proxy_url: Option<&str>) -> Result<Self, Error> {
        let core = Core::new(key, proxy_url)?;
        let (state, tokens) = Default::default();
        Ok(Connection(Rc::new(Inner { core, loading: Cell::default(), refreshing: Cell::default(), state, tokens })))
    }

    /// Fetches the client, once; callers at the same time share one request. After a failure it can be tried again.
    pub(crate) fn load(&self) -> Call {
        self.establish_once(&self.0.loading, |outcome| !matches!(outcome, Some(Err(_))))
    }

    /// Fetches the client anew; callers at the same time share one request.
    fn refresh(&self) -> Call {
        self.establish_once(&self.0.refreshing, |outcome| outcome.is_none())
    }

    /// Joins what was begun before, if its outcome so far is good enough, or begins anew.
    fn establish_once(&self, slot: &Cell<Option<Running>>, is_enough: impl Fn(&Option<Outcome>) -> bool) -> Call {
        let running = slot.take().filter(|running| is_enough(&running.outcome()));
        let running = running.unwrap_or_else(|| {
            let this = self.clone();
            Running::start(Box::pin(async move { this.establish().await }))
        });
        slot.set(Some(running.clone()));
        Box::pin(running.join())
    }

    /// Makes a call and answers the `response` of the envelope, as JSON.parse left it.
    pub(crate) fn call(&self, operation: &'static Operation, given: Arguments, signal: Option<AbortSignal>) -> Call {
        let this = self.clone();
        Box::pin(async move {
            // Bad parameters are refused before anything is sent.
            operation.request(given.clone())?;
            this.load().await?;
            let outcome = this.exchange(operation, given, signal.as_ref()).await;
            if is_unauthenticated(&outcome) {
                // The session may be gone: the caller gets the error, the state the truth.
                let _ = this.refresh().await;
            }
            outcome
        })
    }

    /// The first request of all: what the browser is known by, or, for a development browser that the server does not
    /// know (docs/fapi.md 1.5), a new token.
    async fn establish(&self) -> Outcome {
        let core = &self.0.core;
        if core.is_known() {
            let outcome = self.exchange(GetClient::OPERATION, Arguments::new(), None).await;
            if outcome.is_ok() || core.is_known() {
                return outcome;
            }
        }
        let answer = self.exchange(CreateDevBrowser::OPERATION, Arguments::new(), None).await?;
        if let Some(token) = get_text(&answer, "id") {
            core.keep(&token);
        }
        // A token that was made just now is nobody's yet: there is no client to fetch.
        self.0.state.set(JsValue::NULL, &self.0.tokens);
        Ok(JsValue::NULL)
    }

    /// One exchange: sent, and its piggybacked client applied, whatever the status (docs/fapi.md 1.6).
    async fn exchange(&self, operation: &'static Operation, given: Arguments, signal: Option<&AbortSignal>) -> Outcome {
        let Inner { core, state, tokens, .. } = &*self.0;
        let planned = core.plan(operation, given, state.session_id().as_deref())?;
        let reply = send(core, &planned, signal).await?;
        if operation.client || operation.method != Method::GET {
            state.piggyback(operation, &reply.body, tokens);
        }
        let outcome = core.accept(operation, reply);
        if is_unauthenticated(&outcome)
            && let Err(error) = &outcome
            && error.code() == "dev_browser_unauthenticated"
        {
            core.forget(&planned.url);
        }
        outcome
    }
}

/// Whether the server refused because it does not know who calls.
fn is_unauthenticated(outcome: &Outcome) -> bool {
    matches!(outcome, Err(error) if matches!(&**error, Error::Api(error) if error.status() == 401))
}
