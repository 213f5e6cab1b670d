//! HTTP: from a request to the endpoint that it names, and from what the endpoint answers to a response. No SQL here.

mod body;
pub mod caller;
mod completion;
mod endpoint;
pub mod html;
mod incoming;
mod method_override;
pub mod origins;
mod response;
mod routes;
mod service;

pub use body::{MAX_BODY, unreadable_body};
pub use caller::{Browser, Member, Resolve, User};
pub use endpoint::{COOKIE, COOKIE_LIFETIME, Resolved, Staged};
pub use incoming::{Incoming, Peer, TraceId};
pub use method_override::method_of;
pub use response::{Answer, json, page, redirect, refusal, status_of};
pub use routes::Routes;
pub use service::Service;
