//! One transaction, with everything that belongs to it: the time, the randomness, and what is left to do after it.

use std::cell::{Cell, OnceCell, RefCell};

use rusqlite::types::FromSql;
use rusqlite::{OptionalExtension, Params, Row};
use serde::Serialize;
use serde_json::Value;

use crate::config::Config;
use crate::random::Random;
use crate::refusal::{Refusal, Result};

/// A transaction. It leaves no trace if it is dropped without a commit.
pub struct Transaction<'c> {
    sql: rusqlite::Transaction<'c>,
    /// Milliseconds since the Unix epoch; the same for everything that the transaction does.
    pub now: i64,
    /// For ids and secrets.
    pub random: &'c Random,
    /// How the server was started.
    pub config: &'c Config,
    has_mail: Cell<bool>,
    nonce: OnceCell<String>,
    unsigned: RefCell<Vec<Value>>,
}

/// The tokens that an answer still waits for. They are signed after the commit, because a signature takes milliseconds
/// in which nobody else could write.
#[derive(Debug, Default)]
pub struct Unsigned {
    /// Begins the text that stands in the answer in place of each token. It is random, so that no text of a user can
    /// pass for it.
    pub nonce: String,
    /// The claims of the tokens, in the order of their placeholders: the nonce, a dot, and a number from 0.
    pub claims: Vec<Value>,
}

impl<'c> Transaction<'c> {
    pub(super) fn new(sql: rusqlite::Transaction<'c>, now: i64, random: &'c Random, config: &'c Config) -> Self {
        let (nonce, unsigned) = (OnceCell::new(), RefCell::default());
        Transaction { sql, now, random, config, has_mail: Cell::new(false), nonce, unsigned }
    }

    /// The first row, or nothing.
    pub fn find<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        self.sql.prepare_cached(sql)?.query_row(params, read).optional()
    }

    /// All rows.
    pub fn list<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        self.sql.prepare_cached(sql)?.query_map(params, read)?.collect()
    }

    /// The only value of the only row, for `count(*)` and `EXISTS`.
    pub fn value<T: FromSql>(&self, sql: &str, params: impl Params) -> rusqlite::Result<T> {
        self.sql.prepare_cached(sql)?.query_row(params, |row| row.get(0))
    }

    /// Changes rows and tells how many.
    pub fn change(&self, sql: &str, params: impl Params) -> rusqlite::Result<usize> {
        self.sql.prepare_cached(sql)?.execute(params)
    }

    /// Has whoever waits for mail told of it after the commit.
    pub fn announce_mail(&self) {
        self.has_mail.set(true);
    }

    /// Has a token signed after the commit, and answers the placeholder that stands for it until then.
    pub fn sign_later(&self, claims: &impl Serialize) -> Result<String> {
        let claims =
            serde_json::to_value(claims).map_err(|error| Refusal::internal("claims can't be written", &error))?;
        let nonce = match self.nonce.get() {
            Some(nonce) => nonce,
            None => {
                let nonce = self.random.secret()?.reveal().to_owned();
                self.nonce.get_or_init(|| nonce)
            }
        };
        let mut unsigned = self.unsigned.borrow_mut();
        unsigned.push(claims);
        Ok(format!("{nonce}.{}", unsigned.len() - 1))
    }

    /// The tokens to sign after the commit.
    pub fn take_unsigned(&self) -> Unsigned {
        Unsigned { nonce: self.nonce.get().cloned().unwrap_or_default(), claims: self.unsigned.take() }
    }

    /// Commits, and tells whether there is mail.
    pub(super) fn commit(self) -> rusqlite::Result<bool> {
        self.sql.commit()?;
        Ok(self.has_mail.get())
    }
}
