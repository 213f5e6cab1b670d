//! The instance's limits. They come from the seed and are kept in the database.

use serde::{Deserialize, Serialize};

use crate::error::ApiError;
use crate::store::Txn;

/// Name of the limits in the table `settings`.
const LIMITS: &str = "limits";

/// How much of something there may be. 0 means any number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Members and pending invitations of an organization created from now on.
    pub max_allowed_memberships: u32,
    /// Organizations that one user may create.
    pub create_organizations_limit: u32,
}

/// The limits that hold.
pub fn limits(txn: &Txn<'_>) -> Result<Limits, ApiError> {
    let sql = "SELECT value FROM settings WHERE name = ?1";
    let stored: Option<String> = txn.find(sql, [LIMITS], |row| row.get(0))?;
    stored.map_or(Ok(Limits::default()), |json| {
        serde_json::from_str(&json).map_err(|error| ApiError::internal("the stored limits can't be read", &error))
    })
}

/// Sets the limits.
pub fn set_limits(txn: &Txn<'_>, limits: &Limits) -> Result<(), ApiError> {
    let json =
        serde_json::to_string(limits).map_err(|error| ApiError::internal("the limits can't be written", &error))?;
    txn.change("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)", (LIMITS, json))?;
    Ok(())
}
