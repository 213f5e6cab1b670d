//! Pages of lists: `limit` and `offset` (docs/fapi.md 3).

use clerk_api::Page;

use crate::refusal::{Refusal, Result};

/// Items per page when the caller doesn't say.
const DEFAULT_LIMIT: u32 = 10;
/// Most items per page.
pub const MAX_LIMIT: u32 = 500;

/// The part of a list that a call asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Items per page, 1 to [`MAX_LIMIT`].
    pub limit: u32,
    /// Items to skip.
    pub offset: u32,
}

impl Paging {
    /// Refuses a limit out of range.
    pub fn new(limit: Option<u32>, offset: Option<u32>) -> Result<Self> {
        let limit = limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            let sentence = format!("limit must be between 1 and {MAX_LIMIT}.");
            return Err(Refusal::invalid("form_param_value_invalid", "limit", sentence));
        }
        Ok(Paging { limit, offset: offset.unwrap_or(0) })
    }

    /// The page of a list that is all in memory.
    pub fn of_all<T>(self, all: Vec<T>) -> Page<T> {
        let total_count = all.len() as u64;
        let data = all.into_iter().skip(self.offset as usize).take(self.limit as usize).collect();
        Page { data, total_count, bare: false }
    }
}
