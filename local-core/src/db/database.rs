//! The open database: one connection that writes and a few that read.
//!
//! A write is one `BEGIN IMMEDIATE` transaction, so that what a rule has checked still holds when it commits.

use parking_lot::{Mutex, MutexGuard};
use rusqlite::{Connection, TransactionBehavior};

pub use super::connection::{Location, OpenError};
use super::connection::{open_reader, open_writer};
use super::transaction::Transaction;
use crate::clock::Clock;
use crate::config::Config;
use crate::random::Random;
use crate::refusal::Result;

/// Connections that read. Two cores have no use for more.
const READERS: usize = 2;

/// What is called after each commit that put a mail into the mailbox.
pub type MailListener = Box<dyn Fn() + Send + Sync>;

/// The open database.
///
/// It keeps its few connections itself: the crates that pool connections start threads, and WebAssembly has none. The
/// mutexes are `parking_lot`'s, because they aren't poisoned: the transaction of a thread that panicked was rolled
/// back, and its connection is as good as before.
pub struct Database {
    // Fields drop in this order. The writer closes last, so that SQLite can put everything into one file.
    /// Empty for a database in memory, which exists once per connection: there the writer reads too.
    readers: Vec<Mutex<Connection>>,
    writer: Mutex<Connection>,
    clock: Clock,
    random: Random,
    config: Config,
    on_mail: MailListener,
}

impl Database {
    /// Opens the database and brings its tables up to date.
    pub fn open(
        location: &Location,
        clock: Clock,
        random: Random,
        config: Config,
        on_mail: MailListener,
    ) -> std::result::Result<Self, OpenError> {
        let writer = open_writer(location)?;
        let readers = match location {
            Location::Memory => Vec::new(),
            Location::File(path) => (0..READERS)
                .map(|_| open_reader(path).map(Mutex::new))
                .collect::<rusqlite::Result<_>>()
                .map_err(|error| OpenError::new(location, &error))?,
        };
        Ok(Database { readers, writer: Mutex::new(writer), clock, random, config, on_mail })
    }

    /// Runs `work` on one consistent snapshot.
    pub fn read<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.run(&mut self.reader(), TransactionBehavior::Deferred, work)
    }

    /// Runs `work` while nobody else writes, and commits if it succeeds. Nothing of it remains if it fails, unless the
    /// refusal keeps what was written.
    pub fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.run(&mut self.writer.lock(), TransactionBehavior::Immediate, work)
    }

    /// The source of randomness.
    pub fn random(&self) -> &Random {
        &self.random
    }

    /// How the server was started.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// A reader that is free, or else the first one, or else the writer.
    fn reader(&self) -> MutexGuard<'_, Connection> {
        let free = self.readers.iter().find_map(Mutex::try_lock);
        free.unwrap_or_else(|| self.readers.first().unwrap_or(&self.writer).lock())
    }

    fn run<T>(
        &self,
        connection: &mut Connection,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let sql = connection.transaction_with_behavior(behavior)?;
        let tx = Transaction::new(sql, self.clock.now(), &self.random, &self.config);
        let answer = work(&tx);
        if answer.as_ref().err().is_some_and(|refusal| !refusal.keeps_writes) {
            return answer;
        }
        if tx.commit()? {
            (self.on_mail)();
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;
    use crate::config::test_config;
    use crate::random::test_random;

    #[test]
    fn a_reader_whose_user_panicked_is_used_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let location = Location::File(folder.path().join("clerk.db"));
        let (clock, random) = (Clock::system(), test_random());
        let database = Database::open(&location, clock, random, test_config(), Box::new(|| {}));
        let database = database.expect("a database");
        let panic = catch_unwind(AssertUnwindSafe(|| database.read::<()>(|_| panic!("on purpose"))));
        assert!(panic.is_err());
        assert!(database.readers.iter().all(|reader| reader.try_lock().is_some()), "all readers are free again");
    }
}
