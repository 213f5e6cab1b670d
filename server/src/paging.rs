//! Pages of lists: `limit` and `offset` (FAPI 3).

use clerk_api::Page;

use crate::error::ApiError;

/// Items per page when the caller doesn't say.
const DEFAULT_LIMIT: u32 = 10;
/// Most items per page.
pub const MAX_LIMIT: u32 = 500;

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Items per page, 1 to [`MAX_LIMIT`].
    pub limit: u32,
    /// Items to skip.
    pub offset: u32,
}

impl Paging {
    /// Refuses a limit out of range.
    pub fn new(limit: Option<u32>, offset: Option<u32>) -> Result<Self, ApiError> {
        let limit = limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(ApiError::form(
                "form_param_value_invalid",
                "limit",
                format!("limit must be between 1 and {MAX_LIMIT}."),
            ));
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
