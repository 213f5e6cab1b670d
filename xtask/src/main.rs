//! The project's own commands: `cargo xtask demo | test | build | bench`.

mod bench;
mod clerk_local;
mod demo;
mod example;
mod install;
mod official;
mod package;
mod process;
mod react;
mod report;
mod shrink;
mod suites;
mod test;
mod turn;
mod webdriver;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds everything and serves the pages with a local server behind them
    Demo {
        /// The port on 127.0.0.1
        #[arg(long, default_value_t = 4010)]
        port: u16,
        /// Serves an example in place of the pages
        #[arg(long, value_name = "NAME")]
        example: Option<demo::Example>,
    },
    /// Runs every test of the project
    Test {
        /// Runs one suite alone
        #[arg(long, value_name = "NAME")]
        only: Option<test::Suite>,
    },
    /// Builds the npm package into pkg/
    Build,
    /// Measures sizes, times and memory beside the official clients
    Bench {
        /// How often everything is measured; the table shows medians
        #[arg(long, default_value_t = 15)]
        rounds: u32,
    },
}

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Task::Demo { port, example } => start(|| demo::run(port, example)),
        Task::Test { only } => return test::run(only),
        Task::Build => start(package::build),
        Task::Bench { rounds } => start(|| bench::run_bench(rounds)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(task: impl FnOnce() -> Result<()>) -> Result<()> {
    process::end_all_on_ctrl_c()?;
    task()
}
