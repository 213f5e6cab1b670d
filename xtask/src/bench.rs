//! `cargo xtask bench`: our client beside the official ones, see `bench/`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::process::{command, run, target_dir};
use crate::{clerk_local, install, package};

/// Versions of @clerk/clerk-js: today's, and the headless builds of the two majors before it.
const OFFICIAL: [&str; 3] = ["6.40.0", "5.128.0", "4.73.14"];

/// Builds what is measured, fetches the official clients and prints the tables.
pub fn run_bench(rounds: u32) -> Result<()> {
    package::build()?;
    let browser = install::browser()?;
    let server = clerk_local::build_optimized()?;
    let folder = target_dir().join("bench");
    for version in OFFICIAL {
        fetch(&folder, version)?;
    }
    let mut bench = command("node", &["bench/bench.mjs"])?;
    bench.env("CLERK_LOCAL", server).env("CHROMIUM", browser.chromium).env("BENCH_DIR", folder);
    run(bench.env("BENCH_ROUNDS", rounds.to_string()))
}

/// Unpacks the tarball alone: the files that a page loads depend on nothing else.
fn fetch(folder: &Path, version: &str) -> Result<()> {
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
    // Renamed last: an interrupted fetch leaves nothing that looks whole.
    Ok(fs::rename(unpacked.join("package"), client)?)
}
