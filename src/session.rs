//! Which session and organization are active, and signing out: docs/fapi.md 2.4 and 2.7.

use clerk_api::request::Arguments;
use clerk_api::{Endpoint, RemoveSession, RemoveSessions, TouchSession};
use wasm_bindgen::JsValue;

use crate::connection::Connection;
use crate::error::Error;
use crate::running::{Call, Running};

/// A choice that can also be left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Stays as it is.
    #[default]
    Keep,
    /// Nothing is chosen any more.
    Clear,
    /// The thing with this id.
    Select(String),
}

impl Connection {
    /// Makes a session current and an organization (by id or slug) its active one.
    ///
    /// A cleared session is signed out in this page alone.
    pub(crate) fn set_active(&self, session: Choice, organization: Choice) -> Call {
        let this = self.clone();
        Box::pin(async move {
            let session_id = match session {
                Choice::Clear => None,
                Choice::Keep => Some(this.0.state.session_id().ok_or(Error::SignedOut)?),
                Choice::Select(id) => Some(id),
            };
            if let Some(id) = &session_id {
                this.call(TouchSession::OPERATION, touch(id.clone(), organization), None).await?;
            }
            this.0.state.select(session_id);
            this.0.tokens.seed(&this.0.state.session());
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Signs out of one session, or of all.
    pub(crate) fn sign_out(&self, session_id: Option<String>) -> Call {
        match session_id {
            Some(id) => self.call(RemoveSession::OPERATION, vec![("session_id", id)], None),
            None if self.0.state.session().is_undefined() => Box::pin(Running::ready(JsValue::UNDEFINED).join()),
            None => self.call(RemoveSessions::OPERATION, Arguments::new(), None),
        }
    }
}

fn touch(session_id: String, organization: Choice) -> Arguments {
    let (intent, organization_id) = match organization {
        Choice::Keep => ("select_session", None),
        Choice::Clear => ("select_org", Some(String::new())),
        Choice::Select(id) => ("select_org", Some(id)),
    };
    let mut arguments = vec![("session_id", session_id), ("intent", intent.to_owned())];
    arguments.extend(organization_id.map(|id| ("active_organization_id", id)));
    arguments
}
