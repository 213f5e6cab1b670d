//! The rules, one by one, over HTTP against the real router and a real database.

mod clients;
mod concurrency;
mod dev;
mod environment;
mod invitations;
mod large;
mod members;
mod migrations;
mod my_invitations;
mod organizations;
mod quotas;
mod retention;
mod roles;
mod seed;
mod served;
mod sessions;
mod sign_ins;
mod sign_ups;
mod support;
mod tickets;
mod transport;
mod users;
mod www;
