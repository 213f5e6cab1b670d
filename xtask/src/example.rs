//! `examples/rust`: the page that is written in Rust alone.

use anyhow::Result;

use crate::install;
use crate::process::{command, run};

/// The folder that is served.
pub const FOLDER: &str = "examples/rust";

/// Builds the page's wasm module into `examples/rust/pkg/`.
pub fn build() -> Result<()> {
    install::build_tools()?;
    let args = ["--log-level", "error", "build", FOLDER, "--release", "--target", "web"];
    let quiet = ["--mode", "no-install", "--no-pack", "--no-typescript"];
    run(&mut command("wasm-pack", &[&args[..], &quiet].concat())?)
}
