//! Where the signing key is kept: in the database, which makes one when it first needs it.

use crate::db::Database;
use crate::refusal::Result;
use crate::signer::Signer;

/// Name of the key in the table `settings`.
const SETTING: &str = "signing_key";

/// The database's key. A new database gets the one that is given, or makes one.
pub fn load(database: &Database, given: Option<String>) -> Result<Signer> {
    let pem = database.write(|tx| {
        let stored = tx.find("SELECT value FROM settings WHERE name = ?1", [SETTING], |row| row.get("value"))?;
        if let Some(pem) = stored {
            return Ok(pem);
        }
        let pem = given.map_or_else(|| Signer::generate(tx.random), Ok)?;
        tx.change("INSERT INTO settings (name, value) VALUES (?1, ?2)", (SETTING, &pem))?;
        Ok(pem)
    })?;
    Signer::from_pem(&pem)
}
