//! `cargo xtask demo`: the guide, live, in a browser of your own.

use std::fs;
use std::time::Duration;

use anyhow::{Result, bail};
use clerk_api::{InstanceType, PublishableKey};

use crate::process::root;
use crate::{clerk_local, package};

/// Builds the package and the server, and serves the pages until Ctrl-C.
pub fn run(port: u16) -> Result<()> {
    // Said before the builds, not after them.
    clerk_local::require_free(port)?;
    package::build()?;
    let program = clerk_local::build()?;
    fs::create_dir_all(root().join(".clerk-local"))?;
    let args = ["--db", ".clerk-local/clerk.db", "--www", "www", "--www", "pkg"];
    let (mut server, address) = clerk_local::serve(&program, port, &args)?;
    println!("{}", welcome(&address));
    let status = server.wait(Duration::MAX)?;
    bail!("clerk-local has ended ({status})");
}

fn welcome(address: &str) -> String {
    let host = address.trim_start_matches("http://");
    let key = PublishableKey { instance_type: InstanceType::Development, frontend_api: host.to_owned() }.format();
    format!(
        "
  Pages            {address}
  Mailbox          {address}/mailbox
  Publishable key  {key}
  Demo users       ada@heron.test (admin), grace@heron.test, linus@heron.test, mary@heron.test
  Their password   blue-heron-42

  Ctrl-C ends it; the data stays in .clerk-local/"
    )
}
