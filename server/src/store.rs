//! The database: one SQLite file in WAL mode, one connection that writes and a few that read.
//!
//! A write is one `BEGIN IMMEDIATE` transaction: what a handler checks still holds when it commits.
//! With `synchronous=FULL` a commit that was acknowledged survives the loss of the process and of power.

use std::cell::Cell;
use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};
use tokio::sync::watch;

use crate::clock::Clock;
use crate::error::ApiError;
use crate::random::Random;

/// Grows with every change of the tables. A file of another version is refused rather than misread.
const SCHEMA_VERSION: i64 = 1;
/// "clrk": marks the file as ours.
const APPLICATION_ID: i64 = 0x636c_726b;
/// How long to wait for another process that holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);
/// Reading connections. Two cores have no use for more.
const READERS: usize = 2;

/// Where the data is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// Gone with the process.
    Memory,
    /// A file, created when it is missing, its folder too.
    File(PathBuf),
}

impl From<&str> for Location {
    fn from(text: &str) -> Self {
        match text {
            ":memory:" => Location::Memory,
            path => Location::File(path.into()),
        }
    }
}

/// Why the database can't be opened: one sentence for the person who started the server.
#[derive(Debug)]
pub struct OpenError(String);

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OpenError {}

/// The open database. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

/// The order is that of the end: SQLite puts all into one file when the last connection closes, if that one may write.
struct Inner {
    /// Empty for a database in memory, which exists once per connection: there the writer reads too.
    readers: Vec<Mutex<Connection>>,
    writer: Mutex<Connection>,
    clock: Clock,
    random: Random,
    mail: watch::Sender<u64>,
}

impl Store {
    /// Opens the database and creates its tables if it is new.
    pub fn open(location: &Location, clock: Clock, random: Random) -> Result<Self, OpenError> {
        let explain = |error: rusqlite::Error| explain(location, &error);
        let (writer, readers) = match location {
            Location::Memory => (open_writer(Connection::open_in_memory().map_err(explain)?, location)?, Vec::new()),
            Location::File(path) => {
                make_folder(path)?;
                let writer = open_writer(Connection::open(path).map_err(explain)?, location)?;
                let readers = (0..READERS).map(|_| open_reader(path).map(Mutex::new)).collect::<Result<_, _>>();
                (writer, readers.map_err(explain)?)
            }
        };
        let mail = watch::Sender::new(0);
        Ok(Store(Arc::new(Inner { readers, writer: Mutex::new(writer), clock, random, mail })))
    }

    /// Runs `work` on one consistent snapshot.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Txn<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let store = self.clone();
        blocking(move || store.run(&mut store.reader(), TransactionBehavior::Deferred, work)).await
    }

    /// Runs `work` alone, and commits if it succeeds. Nothing of it remains if it fails.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Txn<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let store = self.clone();
        blocking(move || store.write_now(work)).await
    }

    /// [`Store::write`] for callers that may block: the start of the server.
    pub fn write_now<T>(&self, work: impl FnOnce(&Txn<'_>) -> Result<T, ApiError>) -> Result<T, ApiError> {
        self.run(&mut lock(&self.0.writer), TransactionBehavior::Immediate, work)
    }

    /// Tells of each commit that put a mail into the mailbox.
    pub fn mail_arrived(&self) -> watch::Receiver<u64> {
        self.0.mail.subscribe()
    }

    /// The source of randomness.
    pub fn random(&self) -> &Random {
        &self.0.random
    }

    /// A reader that is free, or else the first, or else the writer.
    fn reader(&self) -> MutexGuard<'_, Connection> {
        let free = self.0.readers.iter().find_map(|reader| reader.try_lock().ok());
        free.unwrap_or_else(|| lock(self.0.readers.first().unwrap_or(&self.0.writer)))
    }

    fn run<T>(
        &self,
        connection: &mut Connection,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Txn<'_>) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let sql = connection.transaction_with_behavior(behavior)?;
        let txn = Txn { sql, now: self.0.clock.now(), random: &self.0.random, mailed: Cell::new(false) };
        let answer = work(&txn)?;
        let mailed = txn.mailed.get();
        txn.sql.commit()?;
        if mailed {
            self.0.mail.send_modify(|count| *count += 1);
        }
        Ok(answer)
    }
}

/// One transaction, with the time and the randomness that belong to it. Dropped without a commit it leaves no trace.
pub struct Txn<'c> {
    sql: Transaction<'c>,
    /// Milliseconds since the Unix epoch; the same for all that the transaction does.
    pub now: i64,
    /// For ids and secrets.
    pub random: &'c Random,
    mailed: Cell<bool>,
}

impl Txn<'_> {
    /// The first row, or nothing.
    pub fn find<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        self.sql.prepare_cached(sql)?.query_row(params, read).optional()
    }

    /// All rows.
    pub fn list<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        self.sql.prepare_cached(sql)?.query_map(params, read)?.collect()
    }

    /// The only value of the only row, for `count(*)` and `EXISTS`.
    pub fn value<T: rusqlite::types::FromSql>(&self, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<T> {
        self.sql.prepare_cached(sql)?.query_row(params, |row| row.get(0))
    }

    /// Changes rows and tells how many.
    pub fn change(&self, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<usize> {
        self.sql.prepare_cached(sql)?.execute(params)
    }

    /// To be called by whoever puts a mail into the mailbox: wakes those who wait for one, once it is committed.
    pub fn announce_mail(&self) {
        self.mailed.set(true);
    }
}

impl Deref for Txn<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.sql
    }
}

/// Runs what blocks (SQLite, Argon2) off the async threads.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    // What is logged there names the request too.
    let span = tracing::Span::current();
    let task = tokio::task::spawn_blocking(move || span.in_scope(work)).await;
    task.unwrap_or_else(|error| Err(ApiError::internal("a task ended early", &error)))
}

/// A lock that a panicking holder left is as good as any: its transaction was rolled back when it was dropped.
fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

fn make_folder(path: &Path) -> Result<(), OpenError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder
        .map_or(Ok(()), std::fs::create_dir_all)
        .map_err(|error| OpenError(format!("The folder of the database {} can't be created: {error}.", path.display())))
}

fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    add_fold(&connection)?;
    Ok(connection)
}

/// Takes the file into use: looks whose it is before anything in it is changed.
fn open_writer(mut connection: Connection, location: &Location) -> Result<Connection, OpenError> {
    let explain = |error: rusqlite::Error| explain(location, &error);
    // SQLite opens a file that it may not write too, for reading.
    if connection.is_readonly(rusqlite::MAIN_DB).map_err(explain)? {
        return Err(unwritable(location));
    }
    match owner(&connection).map_err(explain)? {
        None => {
            configure(&connection).map_err(explain)?;
            create_tables(&mut connection).map_err(explain)?;
        }
        Some((APPLICATION_ID, SCHEMA_VERSION)) => {
            configure(&connection).map_err(explain)?;
            check_integrity(&connection, location)?;
        }
        Some((APPLICATION_ID, _)) => {
            return Err(OpenError(format!(
                "The database {} was made by another version of clerk-local. Delete it, or name another file with --db.",
                name(location)
            )));
        }
        Some(_) => {
            return Err(OpenError(format!(
                "The database {} belongs to another program. Name another file with --db.",
                name(location)
            )));
        }
    }
    Ok(connection)
}

/// Whose database it is and of which version; `None` if it is empty.
fn owner(connection: &Connection) -> rusqlite::Result<Option<(i64, i64)>> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get(0));
    let owner = (pragma("application_id")?, pragma("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok((tables > 0).then_some(owner))
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    add_fold(connection)
}

/// `fold(text)`: lower case as [`fold`] makes it. SQLite's own `lower` knows ASCII only.
fn add_fold(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("fold", 1, flags, |call| call.get::<String>(0).map(|text| fold(&text)))
}

/// The form in which texts are compared where upper and lower case don't matter.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

fn create_tables(connection: &mut Connection) -> rusqlite::Result<()> {
    let txn = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    txn.execute_batch(include_str!("schema.sql"))?;
    txn.pragma_update(None, "application_id", APPLICATION_ID)?;
    txn.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    txn.commit()
}

/// A damaged file is found at the start, not in the middle of somebody's request.
fn check_integrity(connection: &Connection, location: &Location) -> Result<(), OpenError> {
    let verdict: rusqlite::Result<String> = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(_) => Err(damaged(location)),
        Err(error) => Err(explain(location, &error)),
    }
}

fn damaged(location: &Location) -> OpenError {
    OpenError(format!(
        "The database {} is damaged or no SQLite file. Restore it, delete it, or name another file with --db.",
        name(location)
    ))
}

fn unwritable(location: &Location) -> OpenError {
    let name = name(location);
    OpenError(format!("The database {name} can't be opened for writing. Check its folder and permissions."))
}

fn explain(location: &Location, error: &rusqlite::Error) -> OpenError {
    use rusqlite::ErrorCode::{
        CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, NotADatabase, PermissionDenied, ReadOnly,
    };
    let name = name(location);
    match error.sqlite_error_code() {
        Some(DatabaseBusy | DatabaseLocked) => OpenError(format!(
            "The database {name} is locked by another program. End it (another clerk-local?), or name another file with --db."
        )),
        Some(NotADatabase | DatabaseCorrupt) => damaged(location),
        Some(CannotOpen | ReadOnly | PermissionDenied) => unwritable(location),
        _ => OpenError(format!("The database {name} can't be opened: {error}.")),
    }
}

fn name(location: &Location) -> String {
    match location {
        Location::Memory => ":memory:".into(),
        Location::File(path) => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_cannot_be_written_is_refused_at_the_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("clerk.db");
        let location = Location::File(path.clone());
        Store::open(&location, Clock::system(), Random::system()).expect("a database");
        let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a connection");
        let refusal = open_writer(connection, &location).expect_err("a refusal").to_string();
        assert!(refusal.contains("can't be opened for writing"), "{refusal}");
    }
}
