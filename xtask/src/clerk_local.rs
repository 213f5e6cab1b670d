//! Builds and starts `clerk-local`.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process::{Running, command, run, start, target_dir};

/// What the server prints before its address, once it is ready.
const READY: &str = "clerk-local listening on ";
/// How long a start may take: it makes a signing key and seeds its database.
const START: Duration = Duration::from_secs(60);

/// Builds the server and tells where its program is.
pub fn build() -> Result<PathBuf> {
    run(&mut command("cargo", &["build", "--package", "clerk-local"])?)?;
    Ok(program())
}

/// Where a debug build of the server is.
pub fn program() -> PathBuf {
    target_dir().join("debug/clerk-local")
}

/// The same, but fast: the release profile's own settings are for a small wasm module.
pub fn build_optimized() -> Result<PathBuf> {
    let mut build = command("cargo", &["build", "--package", "clerk-local", "--release"])?;
    let fast = [("OPT_LEVEL", "3"), ("LTO", "off"), ("CODEGEN_UNITS", "16")];
    build.envs(fast.map(|(setting, value)| (format!("CARGO_PROFILE_RELEASE_{setting}"), value)));
    run(&mut build)?;
    Ok(target_dir().join("release/clerk-local"))
}

/// Fails if something listens on the port.
pub fn require_free(port: u16) -> Result<()> {
    if let Err(error) = TcpListener::bind(("127.0.0.1", port)) {
        bail!("port {port} of 127.0.0.1 cannot be used ({error}): end what listens there, or give another with --port");
    }
    Ok(())
}

/// Starts the server and waits until it answers. Returns it with its address.
pub fn serve(program: &Path, port: u16, args: &[&str]) -> Result<(Running, String)> {
    if port != 0 {
        require_free(port)?;
    }
    let port = port.to_string();
    let program = program.to_str().context("the path of clerk-local is not UTF-8")?;
    let mut serve = command(program, &[&["serve", "--port", &port], args].concat())?;
    let mut running = start(serve.stdout(Stdio::piped()))?;
    let stdout = running.take_stdout().context("clerk-local has no standard output")?;
    let address = ready_line(stdout).recv_timeout(START);
    let address = address.context("clerk-local did not start: see its messages above")?;
    Ok((running, address))
}

/// Sends the address once it is printed, and reads on, so that the server never blocks on a full pipe.
fn ready_line(stdout: impl Read + Send + 'static) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if let Some(address) = line.strip_prefix(READY) {
                let _ = sender.send(address.to_owned());
            }
        }
    });
    receiver
}
