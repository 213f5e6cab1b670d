//! `clerk-local`: Clerk's Frontend API (FAPI) served from one SQLite file, for development and tests. Unofficial.
//!
//! This crate is the shell: sockets, files, SMTP and the command line. What the API does is in `clerk-local-core`.
//!
//! | module | what it holds |
//! |---|---|
//! | [`cli`], [`serve`] | from the command line to a listening server |
//! | [`shell`] | one service around the engine: its headers, its threads, waiting for mail |
//! | [`files`] | static files |
//! | [`request_log`] | the line of a request in the log |
//! | [`smtp`] | hands queued mails to a relay |
//! | [`retention`] | has old data removed |

pub mod cli;
pub mod files;
pub mod request_log;
pub mod retention;
pub mod serve;
pub mod shell;
pub mod smtp;
