//! One run of a future that many callers wait for.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::core::Outcome;
use crate::error::Error;

/// A call under way. Boxed: whoever waits for it holds a pointer.
pub type Call = Pin<Box<dyn Future<Output = Outcome>>>;

/// A running or finished call, to be joined by any number of callers.
#[derive(Clone)]
pub struct Running {
    outcome: Rc<RefCell<Option<Outcome>>>,
    /// Resolves when the outcome is there.
    done: Promise,
}

impl Running {
    /// Starts the call.
    pub fn start(call: Call) -> Self {
        let outcome = Rc::new(RefCell::new(None));
        let slot = outcome.clone();
        let done = future_to_promise(async move {
            let result = call.await;
            slot.replace(Some(result));
            Ok(JsValue::UNDEFINED)
        });
        Running { outcome, done }
    }

    /// What is there already.
    pub fn ready(value: JsValue) -> Self {
        Running { outcome: Rc::new(RefCell::new(Some(Ok(value)))), done: Promise::resolve(&JsValue::UNDEFINED) }
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
