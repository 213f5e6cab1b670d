//! What the server is made of while it runs: the database, the instance's settings, the files it serves.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use clerk_api::{InstanceType, PublishableKey};

use crate::error::ApiError;
use crate::origins::Origins;
use crate::roles::Spelling;
use crate::seed::{self, Seed};
use crate::signer::Signer;
use crate::store::{Store, Txn};

/// The running server. Shared by all requests.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of an [`App`].
pub struct Parts {
    /// The database.
    pub store: Store,
    /// What rows need to become resources.
    pub instance: Instance,
    /// Which pages may call.
    pub origins: Origins,
    /// Folders of static files; the first that has a file wins.
    pub www: Vec<PathBuf>,
    /// What `POST /_dev/reset` restores.
    pub seed: Seed,
    /// Whether mails are handed to a relay, beside the built-in mailbox.
    pub relays_mail: bool,
    /// Whether each request has its line in the log.
    pub logs_requests: bool,
}

/// The settings that answers depend on.
pub struct Instance {
    /// Spelling of the roles in answers.
    pub roles: Spelling,
    /// `http://127.0.0.1:4010`: the issuer of tokens and the base of links.
    pub url: String,
    /// Signs session tokens.
    pub signer: Signer,
}

impl Instance {
    /// The key of pages that use this project's SDK: its host is the server itself.
    pub fn publishable_key(&self) -> String {
        let host = self.url.split_once("://").map_or(self.url.as_str(), |(_, host)| host);
        key_of(host)
    }

    /// The key of pages that use Clerk's own SDK together with `proxyUrl`. That SDK names a browser by a token in
    /// place of a cookie only where the key's host is one of Clerk's development hosts (FAPI 11).
    pub fn official_publishable_key(&self) -> String {
        key_of("clerk.local.lcl.dev")
    }
}

fn key_of(host: &str) -> String {
    PublishableKey { instance_type: InstanceType::Development, frontend_api: host.into() }.format()
}

impl App {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        App(Arc::new(parts))
    }

    /// Writes the seed, if the database is new. Blocks: for the start of the server.
    pub fn apply_seed(&self) -> Result<(), ApiError> {
        self.store.write_now(|txn| {
            seed::apply_once(&Db { txn, instance: &self.instance, relays_mail: self.relays_mail }, &self.seed)
        })
    }

    /// Runs `work` on one consistent snapshot of the database.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let app = self.clone();
        self.store.read(move |txn| work(&Db { txn, instance: &app.instance, relays_mail: app.relays_mail })).await
    }

    /// Runs `work` alone and commits what it wrote, if it succeeds.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let app = self.clone();
        self.store.write(move |txn| work(&Db { txn, instance: &app.instance, relays_mail: app.relays_mail })).await
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// One transaction, and what its rows need to become resources.
pub struct Db<'a> {
    txn: &'a Txn<'a>,
    /// The settings that answers depend on.
    pub instance: &'a Instance,
    /// Whether mails are handed to a relay, beside the built-in mailbox.
    pub relays_mail: bool,
}

impl<'a> Deref for Db<'a> {
    type Target = Txn<'a>;

    fn deref(&self) -> &Txn<'a> {
        self.txn
    }
}
