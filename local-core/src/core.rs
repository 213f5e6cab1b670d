//! The whole engine: one function from request to response.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use clerk_api::EndpointName;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Database, Location, MailListener, OpenError, Transaction};
use crate::dev::{self, Seed};
use crate::http::{self as web, Incoming, Routes, Service, TraceId, origins};
use crate::random::Random;
use crate::refusal::{Refusal, Result};
use crate::{accounts, instance, organizations, outbox};

/// Rows of each table that one step of [`Core::remove_old`] removes at most: a few milliseconds of writing.
const STEP: u32 = 200;

/// What a [`Core`] is made of.
pub struct Parts {
    /// Where the data is.
    pub location: Location,
    /// The time.
    pub clock: Clock,
    /// The randomness.
    pub random: Random,
    /// How the server was started.
    pub config: Config,
    /// What a new database begins with.
    pub seed: Seed,
    /// The signing key of a new database (PKCS #1, PEM); it makes one of its own if this is absent.
    pub signing_key: Option<String>,
    /// Called after each commit that put a mail into the mailbox.
    pub on_mail: MailListener,
}

/// The engine.
pub struct Core {
    service: Service,
    routes: Routes,
}

/// Why the engine can't start.
#[derive(Debug)]
pub enum StartError {
    /// The database can't be opened.
    Open(OpenError),
    /// The database was opened, but can't be worked with.
    Database(Refusal),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartError::Open(error) => error.fmt(f),
            StartError::Database(refusal) => write!(f, "The server can't start. {}", refusal.sentence()),
        }
    }
}

impl std::error::Error for StartError {}

impl From<OpenError> for StartError {
    fn from(error: OpenError) -> Self {
        StartError::Open(error)
    }
}

impl From<Refusal> for StartError {
    fn from(refusal: Refusal) -> Self {
        StartError::Database(refusal)
    }
}

impl Core {
    /// Opens the database. A new one gets a signing key and the seed.
    pub fn start(parts: Parts) -> std::result::Result<Self, StartError> {
        let Parts { location, clock, random, config, seed, signing_key, on_mail } = parts;
        let database = Database::open(&location, clock, random, config, on_mail)?;
        let signer = instance::load_signing_key(&database, signing_key)?;
        database.write(|tx| dev::apply_once(tx, &seed))?;
        let routes = instance::routes()
            .merge(organizations::routes())
            .merge(accounts::routes())
            .merge(dev::routes(Arc::new(seed)));
        Ok(Core { service: Service { database, signer }, routes })
    }

    /// Answers a request.
    pub fn answer(&self, request: ::http::Request<Bytes>) -> ::http::Response<Bytes> {
        let trace = request.extensions().get::<TraceId>().map(|TraceId(trace)| trace.clone());
        let trace = trace.or_else(|| self.service.database.random().trace().ok()).unwrap_or_default();
        let answer =
            self.check(request.headers()).and_then(|()| self.routes.answer(&self.service, Incoming::new(request)));
        answer.unwrap_or_else(|refusal| web::refusal(refusal, trace))
    }

    /// Refuses pages of foreign origins and callers under foreign names, for whatever a server serves.
    pub fn check(&self, headers: &::http::HeaderMap) -> Result<()> {
        origins::check(self.config(), headers)
    }

    /// Whether a path is the engine's. All other paths are free for files.
    pub fn serves(&self, path: &str) -> bool {
        path == "/v1" || path.starts_with("/v1/") || self.routes.has(path)
    }

    /// The endpoints that are served.
    pub fn endpoints(&self) -> &[EndpointName] {
        self.routes.endpoints()
    }

    /// How the server was started.
    pub fn config(&self) -> &Config {
        self.service.database.config()
    }

    /// The source of randomness.
    pub fn random(&self) -> &Random {
        self.service.database.random()
    }

    /// Reads the database, for what stands around the engine.
    pub fn read<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.service.database.read(work)
    }

    /// Writes the database, for what stands around the engine.
    pub fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.service.database.write(work)
    }

    /// Removes some of what is kept too long, in one short transaction. Call it again while it removes something.
    pub fn remove_old(&self) -> Result<bool> {
        let removed = self.write(|tx| Ok(accounts::remove_old(tx, STEP)? + outbox::remove_old(tx, STEP)?))?;
        Ok(removed > 0)
    }
}
