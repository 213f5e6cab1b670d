//! `clerk-local`: see `clerk-local serve --help`.

use std::io::{IsTerminal, stderr};
use std::process::ExitCode;

use clap::Parser;
use clerk_local::cli::{Cli, Command};

#[tokio::main]
async fn main() -> ExitCode {
    let Cli { command: Command::Serve(options) } = Cli::parse();
    tracing_subscriber::fmt().with_writer(stderr).with_ansi(stderr().is_terminal()).with_target(false).init();
    match clerk_local::serve::serve(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("clerk-local: {error}");
            ExitCode::from(2)
        }
    }
}
