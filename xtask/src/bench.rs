//! `cargo xtask bench`: measures our client and the official ones, see `bench/`.

use anyhow::Result;

use crate::process::{command, run};
use crate::{clerk_local, install, official, package};

/// Builds what is measured, fetches the official clients and prints the tables.
pub fn run_bench(rounds: u32) -> Result<()> {
    package::build()?;
    let browser = install::browser()?;
    let server = clerk_local::build_optimized()?;
    let folder = official::fetch()?;
    let mut bench = command("node", &["bench/bench.mjs"])?;
    bench.env("CLERK_LOCAL", server).env("CHROMIUM", browser.chromium).env("BENCH_DIR", folder);
    run(bench.env("BENCH_ROUNDS", rounds.to_string()))
}
