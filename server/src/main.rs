//! `clerk-local`: see `clerk-local serve --help`.

use std::io::{IsTerminal, stderr};
use std::process::ExitCode;

use clap::Parser;
use clerk_local::cli::{Cli, Command};

/// Threads that answer requests: SQLite lets one write at a time, and a few read.
const BLOCKING_THREADS: usize = 16;

fn main() -> ExitCode {
    let Cli { command: Command::Serve(options) } = Cli::parse();
    tracing_subscriber::fmt().with_writer(stderr).with_ansi(stderr().is_terminal()).with_target(false).init();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().max_blocking_threads(BLOCKING_THREADS).enable_all().build();
    let served = match runtime {
        Ok(runtime) => runtime.block_on(clerk_local::serve::serve(options)).map_err(|error| error.to_string()),
        Err(error) => Err(format!("The server can't start its threads: {error}.")),
    };
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("clerk-local: {error}");
            ExitCode::from(2)
        }
    }
}
