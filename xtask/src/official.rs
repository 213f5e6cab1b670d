//! Clerk's own clients, for the bench and for the tests of clerk-local.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{command, run, target_dir};

/// Versions of @clerk/clerk-js: today's, and the last of the two majors before it.
const VERSIONS: [&str; 3] = ["6.40.0", "5.128.0", "4.73.14"];

/// The folder that holds the unpacked packages as `clerk-js-<version>`; what is missing is fetched from npm.
pub fn fetch() -> Result<PathBuf> {
    let folder = target_dir().join("official");
    for version in VERSIONS {
        unpack(&folder, version)?;
    }
    Ok(folder)
}

/// Unpacks the tarball without its dependencies: the files that a page loads have none.
fn unpack(folder: &Path, version: &str) -> Result<()> {
    let client = folder.join(format!("clerk-js-{version}"));
    if client.exists() {
        return Ok(());
    }
    println!("Fetching @clerk/clerk-js {version}");
    let unpacked = folder.join("unpacked");
    let _ = fs::remove_dir_all(&unpacked);
    fs::create_dir_all(&unpacked)?;
    let to = unpacked.to_str().context("the target folder's path is not UTF-8")?;
    let name = format!("@clerk/clerk-js@{version}");
    run(&mut command("npm", &["pack", "--silent", "--pack-destination", to, &name])?)?;
    let tarball = format!("{to}/clerk-clerk-js-{version}.tgz");
    run(&mut command("tar", &["--extract", "--gzip", "--file", &tarball, "--directory", to])?)?;
    // The folder gets its name last, so that an interrupted fetch does not look complete.
    Ok(fs::rename(unpacked.join("package"), client)?)
}
