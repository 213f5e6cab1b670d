//! Futures as promises, and one run of a future that many callers wait for.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::error::Error;

/// A running or finished future, to be joined by any number of callers.
pub struct Shared<T> {
    outcome: Rc<RefCell<Option<Result<T, Error>>>>,
    done: Promise,
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared { outcome: self.outcome.clone(), done: self.done.clone() }
    }
}

impl<T: Clone + 'static> Shared<T> {
    /// Starts the future.
    pub fn start(future: impl Future<Output = Result<T, Error>> + 'static) -> Self {
        let outcome = Rc::new(RefCell::new(None));
        let slot = outcome.clone();
        let done = promise(async move {
            let result = future.await;
            *slot.borrow_mut() = Some(result);
            Ok(JsValue::UNDEFINED)
        });
        Shared { outcome, done }
    }

    /// What is there already.
    pub fn ready(value: T) -> Self {
        Shared { outcome: Rc::new(RefCell::new(Some(Ok(value)))), done: Promise::resolve(&JsValue::UNDEFINED) }
    }

    /// Waits for the future and answers what it answered.
    pub async fn join(self) -> Result<T, Error> {
        // The promise never rejects: the outcome holds the error.
        let _ = JsFuture::from(self.done).await;
        let outcome = self.outcome.borrow().clone();
        outcome.unwrap_or(Err(Error::Aborted))
    }

    /// Looks at the outcome; none while the future runs.
    pub fn peek<R>(&self, look: impl FnOnce(Option<&Result<T, Error>>) -> R) -> R {
        look(self.outcome.borrow().as_ref())
    }
}

/// Runs a future as a promise. Boxed: the machinery of promises is linked once, not once for every future.
pub fn promise(future: impl Future<Output = Result<JsValue, Error>> + 'static) -> Promise {
    run(Box::pin(future))
}

fn run(future: Pin<Box<dyn Future<Output = Result<JsValue, Error>>>>) -> Promise {
    future_to_promise(async move { future.await.map_err(JsValue::from) })
}
