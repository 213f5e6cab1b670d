//! What goes over the wire. A stand-in for the page's `fetch` notes each request and passes it on to the real server,
//! unless a test has the connection fail or a word of the answer changed on the way.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Request, Response, ResponseInit, Url};

thread_local! {
    /// The browser's own.
    static FETCH: Function = Reflect::get(&js_sys::global(), &"fetch".into()).unwrap().unchecked_into();
}

/// A request that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// HTTP method.
    pub method: String,
    /// Whole address.
    pub url: String,
    /// Form.
    pub body: String,
    /// Whether cookies travel too.
    pub credentials: web_sys::RequestCredentials,
}

impl Sent {
    /// The path of the address.
    pub fn path(&self) -> String {
        Url::new(&self.url).unwrap().pathname()
    }

    /// A parameter of the address.
    pub fn param(&self, name: &str) -> Option<String> {
        Url::new(&self.url).unwrap().search_params().get(name)
    }
}

/// The requests since the wire was tapped.
pub struct Wire(Rc<RefCell<Vec<Sent>>>);

impl Wire {
    /// Everything passes.
    pub fn tap() -> Wire {
        Wire::through(async |_, request| pass(&request).await)
    }

    /// The first `count` requests don't reach the server.
    pub fn broken(count: usize) -> Wire {
        Wire::through(async move |index, request| if index < count { Err(unreachable()) } else { pass(&request).await })
    }

    /// The answers to requests of that path are changed on the way.
    pub fn editing(path: &'static str, edit: impl Fn(&mut Value) + 'static) -> Wire {
        Wire::through(async move |_, request: Request| {
            let response = pass(&request).await?;
            if Url::new(&request.url())?.pathname().ends_with(path) {
                edited(response, &edit).await
            } else {
                Ok(response)
            }
        })
    }

    /// `answer` decides, by the request and its place in the sequence.
    pub fn through(answer: impl AsyncFn(usize, Request) -> Result<Response, JsValue> + 'static) -> Wire {
        let sent = Rc::new(RefCell::new(Vec::new()));
        let (noted, answer) = (sent.clone(), Rc::new(answer));
        let fetch = Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(move |input, init| {
            let (noted, answer) = (noted.clone(), answer.clone());
            let request = request(&input, init);
            let index = note(&noted, &request);
            future_to_promise(async move {
                let body = JsFuture::from(request.clone()?.text()?).await?;
                if let Some(sent) = noted.borrow_mut().get_mut(index) {
                    sent.body = body.as_string().unwrap_or_default();
                }
                answer(index, request).await.map(JsValue::from)
            })
        });
        install(&fetch.into_js_value());
        Wire(sent)
    }

    /// The requests so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.0.borrow().clone()
    }

    /// How many there were.
    pub fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// The last one.
    pub fn last(&self) -> Sent {
        self.0.borrow().last().expect("nothing was sent").clone()
    }
}

/// What fetch was asked for: Rust's driver gives it a Request, the package an address and what goes with it.
fn request(input: &JsValue, init: JsValue) -> Request {
    match input.as_string() {
        Some(url) => Request::new_with_str_and_init(&url, init.unchecked_ref()).unwrap(),
        None => input.clone().unchecked_into(),
    }
}

fn note(noted: &RefCell<Vec<Sent>>, request: &Request) -> usize {
    let (method, url, credentials) = (request.method(), request.url(), request.credentials());
    noted.borrow_mut().push(Sent { method, url, body: String::new(), credentials });
    noted.borrow().len() - 1
}

fn install(fetch: &JsValue) {
    Reflect::set(&js_sys::global(), &"fetch".into(), fetch).unwrap();
}

/// Gives the page the browser's own fetch again.
pub fn restore() {
    FETCH.with(|fetch| install(fetch));
}

/// Sends a request for real.
pub async fn pass(request: &Request) -> Result<Response, JsValue> {
    let promise: Promise = FETCH.with(|fetch| fetch.call1(&JsValue::UNDEFINED, request))?.into();
    JsFuture::from(promise).await?.dyn_into()
}

/// What `fetch` throws where nothing listens.
pub fn unreachable() -> JsValue {
    js_sys::TypeError::new("Failed to fetch").into()
}

/// An answer that no server of ours gives.
pub fn with_body(status: u16, body: &str) -> Result<Response, JsValue> {
    let init = ResponseInit::new();
    init.set_status(status);
    Response::new_with_opt_str_and_init(Some(body), &init)
}

async fn edited(response: Response, edit: &dyn Fn(&mut Value)) -> Result<Response, JsValue> {
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    let mut body = serde_json::from_str(&text).unwrap_or_else(|_| panic!("no JSON to edit: {text}"));
    edit(&mut body);
    let init = ResponseInit::new();
    init.set_status(response.status());
    init.set_headers(&response.headers());
    Response::new_with_opt_str_and_init(Some(&body.to_string()), &init)
}
