//! What every route works with.

use crate::db::Database;
use crate::signer::Signer;

/// What every route works with.
pub struct Service {
    /// The database.
    pub database: Database,
    /// Signs tokens.
    pub signer: Signer,
}
