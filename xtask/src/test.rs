//! `cargo xtask test`: every test of the project, suite by suite.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use crate::install::Browser;
use crate::process::{self, command, end_all_on_ctrl_c};
use crate::report::{Report, Test};
use crate::turn::Turn;
use crate::{clerk_local, install, package, suites};

/// A part of the tests that can run alone. They begin in this order: what is quick to fail first, and among those that
/// run side by side the longest first, so that none of them is left to run alone at the end.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Suite {
    /// rustfmt and biome
    Format,
    /// clippy, rustdoc and TypeScript, where a warning is an error
    Lint,
    /// Tests of src/js in Node, with the real wasm
    Unit,
    /// Valid and invalid uses of the TypeScript declarations, and www/, tests and bench against them
    Types,
    /// What README.md and docs/ say
    Docs,
    /// The npm package, installed from its tarball
    Package,
    /// The budget for what a script-tag page downloads
    Size,
    /// The example apps, built and developed, in Chromium
    Examples,
    /// The lists below the hooks, in Node
    Lists,
    /// The React hooks, on a server and in Chromium
    React,
    /// The pages in Chromium, by Playwright
    E2e,
    /// Rust tests of the SDK in headless Chromium
    Browser,
    /// The npm package in bundlers, before package checkers, and beside the official types
    Consumers,
    /// Rust tests of every crate but the SDK
    Host,
    /// Clerk's own clients on clerk-local, in Chromium
    Official,
    /// examples/rust in headless Chromium
    Example,
}

/// Runs all suites, or one, and prints the sum. One that fails doesn't hide the others.
pub fn run(only: Option<Suite>) -> ExitCode {
    let mut run = Run::default();
    let ready = run.report.prepare("set up", || {
        end_all_on_ctrl_c()?;
        let turn = Turn::wait()?;
        install::build_tools()?;
        Ok(turn)
    });
    if let Some(_turn) = ready {
        let chosen = Suite::value_variants().iter().filter(|suite| only.is_none_or(|only| only == **suite));
        let rest = chosen.filter_map(|suite| suite.run(&mut run)).collect();
        run.report.test_together(rest);
    }
    let report = run.report;
    println!("\n{report}");
    if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The report, and what several suites need: each is made when the first of them asks for it.
#[derive(Default)]
pub struct Run {
    /// What the steps have come to.
    pub report: Report,
    package: Once<()>,
    browser: Once<Browser>,
    server: Once<PathBuf>,
}

/// Outer `None`: nobody has asked yet. Inner `None`: it could not be made, which the report has counted.
type Once<T> = Option<Option<T>>;

impl Run {
    /// pkg/ is built.
    pub fn package(&mut self) -> Option<()> {
        let made = &mut self.package;
        *made.get_or_insert_with(|| self.report.prepare("build pkg/", package::build))
    }

    /// Chromium and its driver.
    pub fn browser(&mut self) -> Option<Browser> {
        let made = &mut self.browser;
        made.get_or_insert_with(|| self.report.prepare("Chromium", install::browser)).clone()
    }

    /// clerk-local is built. It comes with the tests on the host: built alone, its dependencies would have fewer
    /// features, and all of them would be compiled once more.
    pub fn server(&mut self) -> Option<PathBuf> {
        let made = &mut self.server;
        let build = || {
            process::run(&mut command("cargo", &[&["test", "--no-run"], &HOST[..]].concat())?)?;
            Ok(clerk_local::program())
        };
        made.get_or_insert_with(|| self.report.prepare("compile for the host", build)).clone()
    }
}

/// The crates whose tests run on the host: all but those that need a browser.
pub const HOST: [&str; 5] = ["--workspace", "--exclude", "clerk-wasm", "--exclude", "example-rust"];

impl Suite {
    /// Runs the suite, or answers what is left to run beside other suites. It stops where something that it needs is
    /// missing; the report has counted that.
    fn run(self, run: &mut Run) -> Option<Test> {
        match self {
            Suite::Format => suites::format(&mut run.report),
            Suite::Lint => suites::lint(&mut run.report),
            Suite::Host => suites::host(run),
            Suite::Browser => suites::browser(run),
            Suite::Unit => suites::unit(run),
            Suite::Types => suites::types(run),
            Suite::Docs => suites::docs(run),
            Suite::Package => suites::package(run),
            Suite::Size => suites::size(run),
            Suite::Example => suites::example(run),
            Suite::Examples => suites::examples(run),
            Suite::Lists => suites::lists(run),
            Suite::React => suites::react(run),
            Suite::E2e => suites::e2e(run),
            Suite::Consumers => suites::consumers(run),
            Suite::Official => suites::official(run),
        }
    }
}
