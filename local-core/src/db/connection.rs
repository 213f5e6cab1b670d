//! Opening connections, and saying in one sentence why one can't be opened.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::migrations::migrate;
use super::text::add_fold;

/// "clrk": marks the file as this program's.
const APPLICATION_ID: i64 = 0x636c_726b;
/// How long to wait for another process that holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);
/// Statements that a connection keeps prepared: there are about a hundred, and some have variants.
const PREPARED_STATEMENTS: usize = 256;

/// Where the data is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In memory: it is lost when the process ends.
    Memory,
    /// In a file. The file and its folder are created if they are missing.
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

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::Memory => f.write_str(":memory:"),
            Location::File(path) => write!(f, "{}", path.display()),
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

impl OpenError {
    pub(super) fn new(location: &Location, error: &rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError(format!(
                "The database {location} is locked by another program. End it (another clerk-local?), or name another file with --db."
            )),
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => OpenError::damaged(location),
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                OpenError::unwritable(location)
            }
            _ => OpenError(format!("The database {location} can't be opened: {error}.")),
        }
    }

    fn damaged(location: &Location) -> Self {
        OpenError(format!(
            "The database {location} is damaged or not a SQLite file. Restore it, delete it, or name another file with --db."
        ))
    }

    fn unwritable(location: &Location) -> Self {
        OpenError(format!("The database {location} can't be opened for writing. Check its folder and permissions."))
    }

    fn migration(location: &Location, error: &rusqlite_migration::Error) -> Self {
        use rusqlite_migration::{Error, MigrationDefinitionError};
        match error {
            Error::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => OpenError(format!(
                "The database {location} was made by a newer version of clerk-local. Use that one, delete the file, or name another one with --db."
            )),
            Error::RusqliteError { err, .. } => OpenError::new(location, err),
            error => OpenError(format!("The tables of the database {location} can't be brought up to date: {error}.")),
        }
    }
}

/// Opens the connection that writes, and brings the tables up to date.
pub fn open_writer(location: &Location) -> Result<Connection, OpenError> {
    let connection = match location {
        Location::Memory => Connection::open_in_memory(),
        Location::File(path) => {
            make_folder(path)?;
            Connection::open(path)
        }
    };
    prepare_writer(connection.map_err(|error| OpenError::new(location, &error))?, location)
}

/// Finds out whose file it is before anything in it is changed.
fn prepare_writer(mut connection: Connection, location: &Location) -> Result<Connection, OpenError> {
    let explain = |error: rusqlite::Error| OpenError::new(location, &error);
    // SQLite opens a file that must not be written too, for reading only.
    if connection.is_readonly(rusqlite::MAIN_DB).map_err(explain)? {
        return Err(OpenError::unwritable(location));
    }
    connection.busy_timeout(BUSY_TIMEOUT).map_err(explain)?;
    let is_new = match owner(&connection).map_err(explain)? {
        None => true,
        Some(APPLICATION_ID) => false,
        Some(_) => {
            let reason = format!("The database {location} belongs to another program. Name another file with --db.");
            return Err(OpenError(reason));
        }
    };
    configure_writer(&connection).map_err(explain)?;
    if !is_new {
        check_integrity(&connection, location)?;
    }
    migrate(&mut connection).map_err(|error| OpenError::migration(location, &error))?;
    Ok(connection)
}

/// The program that made the file; none if it is empty.
fn owner(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    let owner = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok((tables > 0).then_some(owner))
}

fn configure_writer(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A commit that was acknowledged survives the loss of the process and of power.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    add_fold(connection)
}

/// Finds a damaged file at the start, and not in the middle of somebody's request.
fn check_integrity(connection: &Connection, location: &Location) -> Result<(), OpenError> {
    let verdict: rusqlite::Result<String> = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(_) => Err(OpenError::damaged(location)),
        Err(error) => Err(OpenError::new(location, &error)),
    }
}

/// Opens a connection that only reads.
pub fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    add_fold(&connection)?;
    Ok(connection)
}

fn make_folder(path: &Path) -> Result<(), OpenError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder
        .map_or(Ok(()), std::fs::create_dir_all)
        .map_err(|error| OpenError(format!("The folder of the database {} can't be created: {error}.", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_cannot_be_written_is_refused_at_the_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("clerk.db");
        let location = Location::File(path.clone());
        open_writer(&location).expect("a database");
        let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a connection");
        let refusal = prepare_writer(connection, &location).expect_err("a refusal").to_string();
        assert!(refusal.contains("can't be opened for writing"), "{refusal}");
    }

    #[test]
    fn a_file_of_a_newer_version_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let location = Location::File(folder.path().join("clerk.db"));
        let connection = open_writer(&location).expect("a database");
        connection.pragma_update(None, "user_version", 99).expect("a newer version");
        drop(connection);
        let refusal = open_writer(&location).expect_err("a refusal").to_string();
        assert!(refusal.contains("newer version"), "{refusal}");
    }
}
