//! Installs what a fresh machine lacks: tools into `target/tools`, npm packages into `node_modules`, the browser by
//! apt. What is there already stays.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::process::{answer, command, root, run};

/// Must be the version of the crate `wasm-bindgen` in Cargo.lock, or wasm-pack refuses it.
const WASM_BINDGEN: &str = "0.2.130";
const WASM_PACK: &str = "0.15.1";
const NODE: u32 = 20;
/// Where both tools are built: one folder, since they share dependencies. It is removed afterwards.
const TOOLS_BUILD: &str = "target/tools/build";

/// What a build of the npm package needs.
pub fn build_tools() -> Result<()> {
    wasm_target()?;
    // No `--locked`: the lock that wasm-bindgen-cli ships names a version the registry lacks.
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, "--no-default-features")?;
    cargo_tool("wasm-pack", "wasm-pack", WASM_PACK, "--locked")?;
    let _ = fs::remove_dir_all(root().join(TOOLS_BUILD));
    node_modules()
}

/// The target that rustc compiles the SDK for.
pub fn wasm_target() -> Result<()> {
    let sysroot = answer("rustc", &["--print", "sysroot"]).context("rustc is missing")?;
    let target = PathBuf::from(sysroot).join("lib/rustlib/wasm32-unknown-unknown");
    if target.exists() {
        return Ok(());
    }
    progress("the wasm32-unknown-unknown target");
    run(&mut command("rustup", &["target", "add", "wasm32-unknown-unknown"])?)
}

/// Builds a tool without optimization: that takes half the time, and the tool is fast enough.
fn cargo_tool(program: &str, package: &str, version: &str, flag: &str) -> Result<()> {
    let present = answer(program, &["--version"]).unwrap_or_default();
    if present.split_whitespace().nth(1) == Some(version) {
        return Ok(());
    }
    progress(&format!("{package} {version} (about two minutes)"));
    let args = ["install", package, "--version", version, "--debug", flag, "--quiet"];
    let places = ["--root", "target/tools", "--target-dir", TOOLS_BUILD];
    let mut install = command("cargo", &[&args[..], &places[..]].concat())?;
    run(install.env("CARGO_PROFILE_DEV_DEBUG", "0"))
}

/// The npm packages of package-lock.json: esbuild, binaryen, biome, TypeScript, Playwright.
pub fn node_modules() -> Result<()> {
    let version = answer("node", &["--version"]).unwrap_or_default();
    let major: Option<u32> = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major < Some(NODE) {
        bail!("Node {NODE} or newer with npm is needed: install it and run this again");
    }
    without_package(".")
}

/// Installs the npm packages of a folder that depends on our package, and our package as it is in `pkg/` now.
pub fn with_package(folder: &str) -> Result<()> {
    let lock = format!("{folder}/package-lock.json");
    if npm_packages(folder, &[&lock, "pkg/package.json", "pkg/react.js"])? {
        // webpack believes that a package of the same version has not changed, and would use its cache.
        let _ = fs::remove_dir_all(root().join(folder).join(".next"));
    }
    Ok(())
}

/// The npm packages of a folder's lock file, anew when one of `inputs` is newer than they are. Answers whether they
/// were installed now.
fn npm_packages(folder: &str, inputs: &[&str]) -> Result<bool> {
    let changed = |file: &str| fs::metadata(root().join(file)).and_then(|meta| meta.modified());
    let mut wanted = inputs.iter().map(|file| changed(file).with_context(|| file.to_string()));
    // npm writes this file when it has installed everything.
    let installed = changed(&format!("{folder}/node_modules/.package-lock.json"));
    if let Ok(installed) = installed
        && wanted.try_fold(true, |fresh, wanted| anyhow::Ok(fresh && wanted? <= installed))?
    {
        return Ok(false);
    }
    progress(&format!("npm packages ({folder})"));
    run(command("npm", &["ci", "--no-progress", "--loglevel=error"])?.current_dir(root().join(folder)))?;
    Ok(true)
}

/// Installs the npm packages of a folder that does not depend on our package.
pub fn without_package(folder: &str) -> Result<()> {
    npm_packages(folder, &[&format!("{folder}/package-lock.json")])?;
    Ok(())
}

/// A clang that compiles SQLite for WebAssembly.
pub fn clang() -> Result<()> {
    match on_path("clang") {
        Some(_) => Ok(()),
        None => apt(&["clang"], "clang is needed to compile SQLite for WebAssembly: install it"),
    }
}

/// A Chromium and its driver.
#[derive(Clone)]
pub struct Browser {
    /// The browser's program. Where the one without windows is installed, it is that, since it takes a third less time.
    pub chromium: PathBuf,
    /// The one with windows, which alone keeps pages for the Back button.
    pub full: PathBuf,
    /// The WebDriver server's program.
    pub chromedriver: PathBuf,
}

/// Finds Chromium and its driver, installing them by apt where that is possible.
pub fn browser() -> Result<Browser> {
    if let Some(browser) = find_browser() {
        return Ok(browser);
    }
    apt(
        &["chromium", "chromium-driver", "chromium-headless-shell"],
        "Chromium and its driver are needed: install `chromium` and `chromedriver` (Debian: chromium-driver)",
    )?;
    find_browser().context("apt has installed no chromium and chromedriver on PATH")
}

/// Installs Debian packages, where that is possible; else `otherwise` says what a person has to do.
fn apt(packages: &[&str], otherwise: &str) -> Result<()> {
    let by_root = answer("id", &["-u"]).as_deref() == Some("0");
    if !by_root || on_path("apt-get").is_none() {
        bail!("{otherwise}");
    }
    progress(&packages.join(", "));
    run(&mut command("apt-get", &["update", "-qq"])?)?;
    let mut install = command("apt-get", &["install", "-y", "-qq", "--no-install-recommends"])?;
    // apt's output is left out: errors go to the other stream.
    run(install.args(packages).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null()))
}

fn find_browser() -> Option<Browser> {
    let (full, chromedriver) = (on_path("chromium")?, on_path("chromedriver")?);
    let chromium = on_path("chromium-headless-shell").unwrap_or_else(|| full.clone());
    Some(Browser { chromium, full, chromedriver })
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}

fn progress(what: &str) {
    println!("Installing {what}");
}
