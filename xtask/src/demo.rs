//! `cargo xtask demo`: the guide, live, in a browser of your own.

use std::fs;
use std::time::Duration;

use anyhow::{Result, bail};
use clerk_api::{InstanceType, PublishableKey};
use serde::Deserialize;

use crate::process::root;
use crate::{clerk_local, example, package};

/// Builds and serves the pages, or the example in Rust, until Ctrl-C.
pub fn run(port: u16, is_rust: bool) -> Result<()> {
    // Said before the builds, not after them.
    clerk_local::require_free(port)?;
    let (folders, mailbox) = if is_rust {
        example::build()?;
        (["--www", example::FOLDER].to_vec(), "_dev/mailbox")
    } else {
        package::build()?;
        (["--www", "www", "--www", "pkg"].to_vec(), "mailbox")
    };
    let program = clerk_local::build()?;
    fs::create_dir_all(root().join(".clerk-local"))?;
    let args = [&["--db", ".clerk-local/clerk.db"], &folders[..]].concat();
    let (mut server, address) = clerk_local::serve(&program, port, &args)?;
    println!("{}", welcome(&address, mailbox)?);
    let status = server.wait(Duration::MAX)?;
    bail!("clerk-local has ended ({status})");
}

fn welcome(address: &str, mailbox: &str) -> Result<String> {
    let host = address.trim_start_matches("http://").to_owned();
    let key = PublishableKey { instance_type: InstanceType::Development, frontend_api: host }.format();
    let seed: Seed = serde_json::from_str(SEED)?;
    let users: String = seed.users.iter().map(|user| format!("{}, ", user.email_address)).collect();
    let password = seed.users.first().map_or("", |user| &user.password);
    Ok(format!(
        "
  Pages            {address}
  Mailbox          {address}/{mailbox}
  Publishable key  {key}
  Demo users       {users}each with the password {password}

  Ctrl-C ends it; the data stays in .clerk-local/"
    ))
}

/// What clerk-local begins with.
const SEED: &str = include_str!("../../server/src/seed.json");

#[derive(Deserialize)]
struct Seed {
    users: Vec<User>,
}

#[derive(Deserialize)]
struct User {
    email_address: String,
    password: String,
}
