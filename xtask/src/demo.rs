//! `cargo xtask demo`: the guide, live, in a browser of your own.

use std::fs;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::ValueEnum;
use clerk_api::{InstanceType, PublishableKey};
use serde::Deserialize;

use crate::process::{command, root, start};
use crate::{clerk_local, example, install, package};

/// The examples, by the names of their folders.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Example {
    /// A page in Rust alone
    Rust,
    /// The guide on clerk-wasm/react, with Vite
    ReactVite,
    /// The guide on clerk-wasm/nextjs
    Nextjs,
    /// An app on Clerk's own React SDK
    OfficialReact,
}

/// Builds and serves the pages, or an example, until Ctrl-C.
pub fn run(port: u16, example: Option<Example>) -> Result<()> {
    // Said before the builds, not after them.
    clerk_local::require_free(port)?;
    let (folders, mailbox) = if example == Some(Example::Rust) {
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
    if let Some(app) = example.filter(|example| *example != Example::Rust) {
        return develop(app, &address);
    }
    let status = server.wait(Duration::MAX)?;
    bail!("clerk-local has ended ({status})");
}

/// Runs the development server of an app; it prints its own address.
fn develop(app: Example, address: &str) -> Result<()> {
    let Some(name) = app.to_possible_value() else { bail!("the example has no name") };
    let folder = format!("examples/{}", name.get_name());
    install::with_package(&folder)?;
    let mut develop = command("npm", &["run", "dev"])?;
    develop.current_dir(root().join(folder)).env("CLERK_LOCAL_ORIGIN", address);
    // A demo tells nobody that it runs.
    develop.env("NEXT_TELEMETRY_DISABLED", "1");
    if app != Example::OfficialReact {
        let key = key(address);
        develop.env("VITE_CLERK_PUBLISHABLE_KEY", &key).env("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", &key);
    }
    let status = start(&mut develop)?.wait(Duration::MAX)?;
    bail!("the development server has ended ({status})");
}

fn key(address: &str) -> String {
    let host = address.trim_start_matches("http://").to_owned();
    PublishableKey { instance_type: InstanceType::Development, frontend_api: host }.format()
}

fn welcome(address: &str, mailbox: &str) -> Result<String> {
    let key = key(address);
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
const SEED: &str = include_str!("../../local-core/src/dev/seed.json");

#[derive(Deserialize)]
struct Seed {
    users: Vec<User>,
}

#[derive(Deserialize)]
struct User {
    email_address: String,
    password: String,
}
