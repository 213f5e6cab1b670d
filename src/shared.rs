//! Futures as promises, and one run of a future that many callers wait for.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::error::Error;

/// What a call answers. The error is boxed, so that answers stay small.
pub type Outcome<T = JsValue> = Result<T, Box<Error>>;

/// A call under way. Boxed: whoever waits for it holds a pointer, and the machinery of promises is linked once.
pub type Call = Pin<Box<dyn Future<Output = Outcome>>>;

/// A running or finished call, to be joined by any number of callers.
#[derive(Clone)]
pub struct Shared {
    outcome: Rc<RefCell<Option<Outcome>>>,
    /// Resolves when the outcome is there.
    done: Promise,
}

impl Shared {
    /// Starts the call.
    pub fn start(call: Call) -> Self {
        let outcome = Rc::new(RefCell::new(None));
        let slot = outcome.clone();
        let done = promise(Box::pin(async move {
            let result = call.await;
            slot.replace(Some(result));
            Ok(JsValue::UNDEFINED)
        }));
        Shared { outcome, done }
    }

    /// What is there already.
    pub fn ready(value: JsValue) -> Self {
        Shared { outcome: Rc::new(RefCell::new(Some(Ok(value)))), done: Promise::resolve(&JsValue::UNDEFINED) }
    }

    /// Waits for the call and answers what it answered.
    pub async fn join(self) -> Outcome {
        // The promise never rejects: the outcome holds the error.
        let _ = JsFuture::from(self.done).await;
        let outcome = self.outcome.borrow().clone();
        outcome.unwrap_or(Err(Error::Aborted.into()))
    }

    /// The outcome; none while the call is under way.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome.borrow().clone()
    }
}

/// Runs a call as a promise.
pub fn promise(call: Call) -> Promise {
    future_to_promise(async move { call.await.map_err(|error| JsValue::from(*error)) })
}
