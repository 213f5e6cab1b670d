//! Which session and organization are active, and signing out: FAPI 2.4 and 2.7.

use clerk_api::request::Pairs;
use clerk_api::{Endpoint, RemoveSession, RemoveSessions, TouchSession};

use crate::client::Client;
use crate::error::Error;

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

impl Client {
    /// Makes a session current and an organization (by id or slug) its active one.
    ///
    /// A cleared session is signed out in this page alone.
    pub async fn set_active(&self, session: Choice, organization: Choice) -> Result<(), Error> {
        self.load().await?;
        let session_id = match &session {
            Choice::Clear => {
                self.0.state.select(None);
                return Ok(());
            }
            Choice::Keep => self.0.state.session_id().ok_or(Error::SignedOut)?,
            Choice::Select(id) => id.clone(),
        };
        let mut pairs: Pairs = vec![("session_id".to_owned(), session_id.clone())];
        let intent = match organization {
            Choice::Keep => "select_session",
            Choice::Clear | Choice::Select(_) => "select_org",
        };
        pairs.push(("intent".to_owned(), intent.to_owned()));
        match organization {
            Choice::Keep => {}
            Choice::Clear => pairs.push(("active_organization_id".to_owned(), String::new())),
            Choice::Select(id) => pairs.push(("active_organization_id".to_owned(), id)),
        }
        self.call(TouchSession::ROW, pairs, None).await?;
        self.0.state.select(Some(session_id));
        if let Some(session) = self.0.state.session() {
            self.0.tokens.seed(&session);
        }
        Ok(())
    }

    /// Signs out of one session, or of all.
    pub async fn sign_out(&self, session_id: Option<String>) -> Result<(), Error> {
        self.load().await?;
        match session_id {
            None if self.0.state.session_id().is_none() => Ok(()),
            None => self.call(RemoveSessions::ROW, Pairs::new(), None).await.map(drop),
            Some(id) => self.call(RemoveSession::ROW, vec![("session_id".to_owned(), id)], None).await.map(drop),
        }
    }
}
