//! How much of something there may be. The limits come from the seed and are kept in the database.

use serde::{Deserialize, Serialize};

use crate::db::Transaction;
use crate::refusal::{Refusal, Result};

/// Fewest characters of a password.
pub const MIN_PASSWORD_LENGTH: usize = 8;
/// Most characters of a password.
pub const MAX_PASSWORD_LENGTH: usize = 72;

/// Name of the limits in the table `settings`.
const SETTING: &str = "limits";

/// The limits that an instance can set. 0 means any number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Members and pending invitations of an organization that is created from now on.
    pub max_allowed_memberships: u32,
    /// Organizations that one user may create.
    pub create_organizations_limit: u32,
}

/// The limits of this instance.
pub fn limits(tx: &Transaction<'_>) -> Result<Limits> {
    let sql = "SELECT value FROM settings WHERE name = ?1";
    let stored: Option<String> = tx.find(sql, [SETTING], |row| row.get("value"))?;
    stored.map_or(Ok(Limits::default()), |json| {
        serde_json::from_str(&json).map_err(|error| Refusal::internal("the stored limits can't be read", &error))
    })
}

/// Sets the limits.
pub fn set_limits(tx: &Transaction<'_>, limits: &Limits) -> Result<()> {
    let json =
        serde_json::to_string(limits).map_err(|error| Refusal::internal("the limits can't be written", &error))?;
    tx.change("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)", (SETTING, json))?;
    Ok(())
}
