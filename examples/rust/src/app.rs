//! What the parts of the page share: the client, the elements, and how an event becomes a call.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use clerk_wasm::Clerk;
use clerk_wasm::api::OrganizationMembership;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, EventTarget};

use crate::page::Page;

/// Cheap to clone: every listener has one.
#[derive(Clone)]
pub struct App(Rc<Shared>);

pub struct Shared {
    pub clerk: Clerk,
    pub page: Page,
    /// The user's membership in the organization that the page shows.
    pub shown: RefCell<Option<OrganizationMembership>>,
    is_busy: Cell<bool>,
}

impl std::ops::Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// The reasons why an action can fail.
pub enum Problem {
    /// The server or the SDK refused, and says why in a sentence for people.
    Clerk(clerk_wasm::Error),
    /// An element is missing from the page.
    Page(JsValue),
}

impl From<clerk_wasm::Error> for Problem {
    fn from(error: clerk_wasm::Error) -> Self {
        Problem::Clerk(error)
    }
}

impl From<JsValue> for Problem {
    fn from(error: JsValue) -> Self {
        Problem::Page(error)
    }
}

impl App {
    pub fn new(clerk: Clerk, page: Page) -> Self {
        App(Rc::new(Shared { clerk, page, shown: RefCell::default(), is_busy: Cell::new(false) }))
    }

    /// Runs an action on each event of this kind. The browser's own action is prevented.
    pub fn on(
        &self,
        target: &EventTarget,
        event: &str,
        act: impl AsyncFn(&App) -> Result<(), Problem> + 'static,
    ) -> Result<(), JsValue> {
        let (app, act) = (self.clone(), Rc::new(act));
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            event.prevent_default();
            let act = act.clone();
            app.run(async move |app| act(app).await);
        });
        target.add_event_listener_with_callback(event, listener.into_js_value().unchecked_ref())
    }

    /// Runs an action, and shows what went wrong. While it runs, a second click does nothing.
    pub fn run(&self, act: impl AsyncFnOnce(&App) -> Result<(), Problem> + 'static) {
        if self.is_busy.replace(true) {
            return;
        }
        let app = self.clone();
        spawn_local(async move {
            app.page.complain("");
            app.page.set_busy(true);
            match act(&app).await {
                Ok(()) => {}
                Err(Problem::Clerk(error)) => app.page.complain(&error.to_string()),
                Err(Problem::Page(error)) => app.page.complain(&format!("{error:?}")),
            }
            app.page.set_busy(false);
            app.is_busy.set(false);
        });
    }
}
