//! How texts are compared.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

/// The form in which texts are compared where upper and lower case don't matter.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// Gives SQL the function `fold(text)`. SQLite's own `lower` knows ASCII only.
pub fn add_fold(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("fold", 1, flags, |call| call.get::<String>(0).map(|text| fold(&text)))
}
