//! The steps from one version of the tables to the next: the folders of `migrations/`, in the order of their numbers.
//! SQLite's `user_version` counts those that a file has had.

use include_dir::{Dir, include_dir};
use rusqlite::Connection;
use rusqlite_migration::{Error, Migrations};

static STEPS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/migrations");

/// Brings the tables of a file, or of a new one, to this version. A step that fails leaves the file as it was.
pub fn migrate(connection: &mut Connection) -> Result<(), Error> {
    // A step that makes a table anew drops the old one, and would take what refers to it along.
    connection.pragma_update(None, "foreign_keys", false)?;
    Migrations::from_directory(&STEPS)?.to_latest(connection)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_can_be_taken() {
        let mut connection = Connection::open_in_memory().expect("a database");
        super::super::text::add_fold(&connection).expect("the function fold");
        migrate(&mut connection).expect("the tables");
        let broken: i64 = connection
            .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))
            .expect("a check");
        assert_eq!(broken, 0);
    }

    /// Without an index, a delete in the table that is referred to reads all of the table that refers to it.
    #[test]
    fn every_foreign_key_has_an_index() {
        let mut connection = Connection::open_in_memory().expect("a database");
        super::super::text::add_fold(&connection).expect("the function fold");
        migrate(&mut connection).expect("the tables");
        let sql = r#"
            SELECT t.name || '.' || f."from" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
            WHERE t.type = 'table' AND NOT EXISTS (
                SELECT 1 FROM pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
                WHERE c.seqno = 0 AND c.name = f."from" AND NOT i.partial
            )"#;
        let mut statement = connection.prepare(sql).expect("a statement");
        let without = statement.query_map([], |row| row.get::<_, String>(0)).expect("rows");
        let without: Vec<_> = without.collect::<Result<_, _>>().expect("names");
        assert_eq!(without, [""; 0], "foreign keys without an index");
        let keys: i64 = connection
            .query_row(
                "SELECT count(*) FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) WHERE t.type = 'table'",
                [],
                |row| row.get(0),
            )
            .expect("a count");
        assert!(keys > 10, "there are foreign keys to look at");
    }
}
