//! The database: one SQLite file, its migrations, and transactions on it.

mod connection;
mod database;
mod error;
mod migrations;
mod paging;
mod text;
mod transaction;

pub use database::{Database, Location, MailListener, OpenError};
pub use paging::{MAX_LIMIT, Paging};
pub use text::fold;
pub use transaction::{Transaction, Unsigned};
