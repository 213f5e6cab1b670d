//! `clerk-local`: Clerk's Frontend API (FAPI) served from one SQLite file, for development and tests. Unofficial.
//!
//! | module | what it holds |
//! |---|---|
//! | [`cli`], [`serve`] | from the command line to a listening server |
//! | [`routes`] | all routes, as one service without a socket |
//! | [`endpoint`], [`wire`] | from a declaration in `clerk-api` to a route: decode, handle, wrap |
//! | [`tunnel`], [`requests`], [`headers`], [`origins`], [`context`] | `_method`, the log, headers for all, CORS, and who is calling |
//! | [`app`], [`store`], `schema.sql` | what runs, the database, its rules |
//! | [`clients`], [`sessions`], [`signer`], [`sign_ins`], [`sign_ups`], [`sign_up_codes`], [`passwords`] | who is signed in |
//! | [`users`], [`organizations`], [`memberships`], [`invitations`], [`my_invitations`], [`names`], [`roles`], [`quota`], [`tickets`] | the resources: handlers and SQL side by side, no layer between |
//! | [`mails`], [`letters`], [`smtp`] | what is mailed, and how |
//! | [`seed`], [`settings`], [`environment`] | what an instance is like |
//! | [`dev`], [`www`], [`html`] | the mailbox, the reset button, the static files |
//!
//! Time and randomness come in from outside ([`clock`], [`random`]), so that a test can set them.

// `json!` goes one level deeper per key, and `environment` has long objects.
#![recursion_limit = "256"]

pub mod app;
pub mod cli;
pub mod clients;
pub mod clock;
pub mod context;
pub mod dev;
pub mod endpoint;
pub mod environment;
pub mod error;
pub mod headers;
pub mod html;
pub mod invitations;
pub mod letters;
pub mod mails;
pub mod memberships;
pub mod my_invitations;
pub mod names;
pub mod organizations;
pub mod origins;
pub mod paging;
pub mod passwords;
pub mod quota;
pub mod random;
pub mod requests;
pub mod roles;
pub mod routes;
pub mod seed;
pub mod serve;
pub mod sessions;
pub mod settings;
pub mod sign_ins;
pub mod sign_up_codes;
pub mod sign_ups;
pub mod signer;
pub mod smtp;
pub mod store;
pub mod tickets;
pub mod tunnel;
pub mod users;
pub mod wire;
pub mod www;
