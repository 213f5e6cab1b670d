//! `cargo xtask test`: every test of the project.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::install::Browser;
use crate::process::{self, command, end_all_on_ctrl_c, root};
use crate::report::{Report, Runner, Test};
use crate::turn::Turn;
use crate::webdriver::Capabilities;
use crate::{clerk_local, install, package};

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
    /// Valid and invalid uses of the TypeScript declarations, and the pages of www/ against them
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
struct Run {
    report: Report,
    package: Once<()>,
    browser: Once<Browser>,
    server: Once<PathBuf>,
}

/// Outer `None`: nobody has asked yet. Inner `None`: it could not be made, which the report has counted.
type Once<T> = Option<Option<T>>;

impl Run {
    /// pkg/ is built.
    fn package(&mut self) -> Option<()> {
        let made = &mut self.package;
        *made.get_or_insert_with(|| self.report.prepare("build pkg/", package::build))
    }

    /// Chromium and its driver.
    fn browser(&mut self) -> Option<Browser> {
        let made = &mut self.browser;
        made.get_or_insert_with(|| self.report.prepare("Chromium", install::browser)).clone()
    }

    /// clerk-local is built. It comes with the tests on the host: built alone, its dependencies would have fewer
    /// features, and all of them would be compiled once more.
    fn server(&mut self) -> Option<PathBuf> {
        let made = &mut self.server;
        let build = || {
            process::run(&mut command("cargo", &[&["test", "--no-run"], &HOST[..]].concat())?)?;
            Ok(clerk_local::program())
        };
        made.get_or_insert_with(|| self.report.prepare("compile for the host", build)).clone()
    }
}

/// The crates whose tests run on the host: all but those that need a browser.
const HOST: [&str; 5] = ["--workspace", "--exclude", "clerk-wasm", "--exclude", "example-rust"];

impl Suite {
    /// Runs the suite, or answers what is left to run beside other suites. It stops where something that it needs is
    /// missing; the report has counted that.
    fn run(self, run: &mut Run) -> Option<Test> {
        match self {
            Suite::Format => format(&mut run.report),
            Suite::Lint => lint(&mut run.report),
            Suite::Host => host(run),
            Suite::Browser => browser(run),
            Suite::Unit => unit(run),
            Suite::Types => types(run),
            Suite::Docs => docs(run),
            Suite::Package => package(run),
            Suite::Size => size(run),
            Suite::Example => example(run),
            Suite::Examples => examples(run),
            Suite::Lists => lists(run),
            Suite::React => react(run),
            Suite::E2e => e2e(run),
            Suite::Consumers => consumers(run),
            Suite::Official => official(run),
        }
    }
}

fn format(report: &mut Report) -> Option<Test> {
    report.test("rustfmt", Runner::Check, command("cargo", &["fmt", "--all", "--check"]));
    let biome = command("biome", &["ci", "--error-on-warnings", "--colors=off"]);
    report.test("biome", Runner::Check, biome);
    None
}

fn lint(report: &mut Report) -> Option<Test> {
    let host = ["clippy", "--workspace", "--all-targets", "--exclude", "clerk-wasm"];
    let wasm = ["clippy", "--package", "clerk-wasm", "--all-targets", "--target", WASM];
    report.test("clippy", Runner::Check, strict_clippy(&host));
    report.test("clippy, wasm", Runner::Check, strict_clippy(&wasm));
    // The engine has to build where there are no files, sockets and threads.
    let engine = ["clippy", "--package", "clerk-local-core", "--target", WASM];
    if report.prepare("clang", install::clang).is_some() {
        report.test("clippy, engine in wasm", Runner::Check, strict_clippy(&engine));
    }
    let host = ["doc", "--no-deps", "--workspace", "--exclude", "clerk-wasm"];
    let wasm = ["doc", "--no-deps", "--package", "clerk-wasm", "--target", WASM];
    report.test("rustdoc", Runner::Check, strict_doc(&host));
    report.test("rustdoc, wasm", Runner::Check, strict_doc(&wasm));
    for (name, project) in [("tsc", "."), ("tsc, src/js", "src/js"), ("tsc, tests/unit", "tests/unit")] {
        report.test(name, Runner::Check, command("tsc", &["--project", project]));
    }
    None
}

const WASM: &str = "wasm32-unknown-unknown";

fn strict_clippy(args: &[&str]) -> Result<Command> {
    command("cargo", &[args, &["--quiet", "--", "--deny", "warnings"]].concat())
}

fn strict_doc(args: &[&str]) -> Result<Command> {
    let mut doc = command("cargo", &[args, &["--quiet"]].concat())?;
    doc.env("RUSTDOCFLAGS", "--deny warnings");
    Ok(doc)
}

fn host(run: &mut Run) -> Option<Test> {
    run.server()?;
    let tests = command("cargo", &[&["test", "--no-fail-fast"], &HOST[..]].concat());
    Some(Test::new("host", Runner::Cargo, tests))
}

fn unit(run: &mut Run) -> Option<Test> {
    run.package()?;
    let bundles = run.report.prepare("unit: bundle", package::bundle_tests)?;
    run.report.test("unit", Runner::Node, node_tests(&bundles, ".test.js"));
    None
}

fn browser(run: &mut Run) -> Option<Test> {
    run.report.prepare("compile browser", || process::run(wasm_tests("clerk-wasm")?.arg("--no-run")))?;
    in_chromium(run, "browser", "clerk-wasm")
}

/// It compiles the SDK without the feature `javascript`, into the same files as with it. So it compiles only when the
/// suites before it have ended.
fn example(run: &mut Run) -> Option<Test> {
    in_chromium(run, "example", "example-rust")
}

/// The wasm tests of a package, with a real server of their own.
fn in_chromium(run: &mut Run, name: &'static str, package: &str) -> Option<Test> {
    run.package()?;
    let browser = run.browser()?;
    let program = run.server()?;
    let (server, capabilities) = run.report.prepare(&format!("{name}: start clerk-local"), || {
        let (server, address) = clerk_local::serve(&program, 0, &["--db", ":memory:", "--www", "pkg"])?;
        Ok((server, Capabilities::write(&address)?))
    })?;
    let tests = wasm_tests(package).map(|mut tests| {
        tests
            .arg("--no-fail-fast")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("CHROMEDRIVER", browser.chromedriver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities.file())
            // Seconds for all tests together; the runner's own 20 are too few on a busy machine.
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
        tests
    });
    Some(Test::new(name, Runner::Cargo, tests).with((server, capabilities)))
}

fn wasm_tests(package: &str) -> Result<Command> {
    let mut tests = command("cargo", &["test", "--target", WASM, "--package", package])?;
    // Debug information makes the module six times as large, and the runner reads and writes all of it.
    tests.env("CARGO_PROFILE_DEV_DEBUG", "0");
    Ok(tests)
}

fn types(run: &mut Run) -> Option<Test> {
    run.package()?;
    run.report.test("types", Runner::Check, command("tsc", &["--project", "tests/types"]));
    run.report.test("types: www", Runner::Check, command("tsc", &["--project", "www"]));
    None
}

fn docs(run: &mut Run) -> Option<Test> {
    let tests = on_stage(run, "tests/docs")?;
    Some(Test::new("docs", Runner::Node, tests))
}

fn package(run: &mut Run) -> Option<Test> {
    run.package()?;
    run.report.test("package", Runner::Node, node_tests("tests/package", "package.test.mjs"));
    None
}

fn size(run: &mut Run) -> Option<Test> {
    run.package()?;
    run.report.test("size", Runner::Node, node_tests("tests/package", "size.test.mjs"));
    None
}

fn e2e(run: &mut Run) -> Option<Test> {
    let tests = on_stage(run, "tests/e2e")?;
    Some(Test::new("e2e", Runner::Node, tests))
}

fn official(run: &mut Run) -> Option<Test> {
    let folder = run.report.prepare("official: fetch", crate::official::fetch)?;
    let tests = on_stage(run, "tests/official")?.map(|mut tests| {
        tests.env("OFFICIAL", folder);
        tests
    });
    Some(Test::new("official", Runner::Node, tests))
}

fn consumers(run: &mut Run) -> Option<Test> {
    let folder = "tests/consumers";
    run.package()?;
    run.report.prepare("consumers: npm packages", || install::with_package(folder))?;
    // These checks are no lints, because they need the npm packages that were installed just now.
    run.report.test("consumers: tsc", Runner::Check, command("tsc", &["--project", folder]));
    run.report.test("consumers: types", Runner::Check, command("tsc", &["--project", "tests/consumers/types"]));
    let tests = on_stage(run, folder)?;
    Some(Test::new("consumers", Runner::Node, tests))
}

fn lists(run: &mut Run) -> Option<Test> {
    run.package()?;
    run.report.prepare("lists: npm packages", oldest_packages)?;
    let program = run.server()?;
    let tests = node_tests("tests/lists", ".test.mjs").map(|mut tests| {
        tests.env("CLERK_LOCAL", program);
        tests
    });
    Some(Test::new("lists", Runner::Node, tests))
}

/// The oldest React that the hooks support.
fn oldest_packages() -> Result<()> {
    install::without_package("tests/react/18")
}

fn react(run: &mut Run) -> Option<Test> {
    run.report.prepare("react: npm packages", oldest_packages)?;
    let tests = on_stage(run, "tests/react")?;
    Some(Test::new("react", Runner::Node, tests))
}

fn examples(run: &mut Run) -> Option<Test> {
    run.package()?;
    run.report.prepare("examples: npm packages", || {
        ["examples/nextjs", "examples/react-vite"].into_iter().try_for_each(install::with_package)?;
        install::without_package("examples/official-react")
    })?;
    let tests = on_stage(run, "tests/examples")?;
    Some(Test::new("examples", Runner::Node, tests))
}

/// Tests that stand on `tests/e2e/stage.mjs`: Chromium and a clerk-local for each file.
fn on_stage(run: &mut Run, folder: &str) -> Option<Result<Command>> {
    run.package()?;
    let browser = run.browser()?;
    let program = run.server()?;
    Some(node_tests(folder, ".test.mjs").map(|mut tests| {
        tests.env("CLERK_LOCAL", program);
        tests.env("CHROMIUM", browser.chromium).env("CHROMIUM_FULL", browser.full);
        tests
    }))
}

/// Node's test runner, for the files of a folder whose names end with `ending`.
fn node_tests(folder: &str, ending: &str) -> Result<Command> {
    let entries = fs::read_dir(root().join(folder)).with_context(|| folder.to_owned())?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut files: Vec<_> =
        names.filter(|name| name.ends_with(ending)).map(|name| format!("{folder}/{name}")).collect();
    files.sort();
    let mut node = command("node", &["--test", "--test-reporter=spec", "--test-concurrency=2"])?;
    node.args(files);
    Ok(node)
}
