//! How long accounts keep what nobody needs any more. It is removed in small steps, so that no step holds up writers.

use crate::clock::DAY;
use crate::db::Transaction;
use crate::refusal::Result;

/// How long a development browser that never signed in is kept, in milliseconds.
const NEW_DEV_BROWSER: i64 = 7 * DAY;
/// How long a client without a session is kept after its last change, and an ended session after its end, in
/// milliseconds.
const ENDED: i64 = 30 * DAY;
/// How long an attempt to sign in or up is kept after it has lapsed, in milliseconds.
const LAPSED: i64 = DAY;

/// Removes some of what is too old, at most `most` rows of each table, and tells how many.
pub fn remove_old(tx: &Transaction<'_>, most: u32) -> Result<usize> {
    let steps = [
        (
            "DELETE FROM dev_browsers WHERE token_hash IN (
                 SELECT token_hash FROM dev_browsers WHERE created_at <= ?1 AND client_id IS NULL LIMIT ?2)",
            NEW_DEV_BROWSER,
        ),
        ("DELETE FROM sign_ins WHERE rowid IN (SELECT rowid FROM sign_ins WHERE abandon_at <= ?1 LIMIT ?2)", LAPSED),
        ("DELETE FROM sign_ups WHERE rowid IN (SELECT rowid FROM sign_ups WHERE abandon_at <= ?1 LIMIT ?2)", LAPSED),
        (
            "DELETE FROM sessions WHERE rowid IN (
                 SELECT rowid FROM sessions WHERE updated_at <= ?1
                     AND (status <> 'active' OR expire_at <= ?1 OR abandon_at <= ?1) LIMIT ?2)",
            ENDED,
        ),
        (
            "DELETE FROM clients WHERE rowid IN (
                 SELECT c.rowid FROM clients c WHERE c.updated_at <= ?1
                     AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.client_id = c.id) LIMIT ?2)",
            ENDED,
        ),
    ];
    let mut removed = 0;
    for (sql, age) in steps {
        removed += tx.change(sql, (tx.now - age, most))?;
    }
    Ok(removed)
}
