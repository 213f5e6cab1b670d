//! `cargo xtask test`: every test of the project.

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::process::{command, end_all_on_ctrl_c, root};
use crate::report::{Report, Runner, Test};
use crate::{clerk_local, install, package};

/// Where the browser tests expect the server: their page's own address is known only once it is served.
const TEST_PORT: u16 = 4123;

/// A part of the tests that can run alone.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Suite {
    /// rustfmt and biome
    Format,
    /// clippy, rustdoc and TypeScript, where a warning is an error
    Lint,
    /// Rust tests of api/, server/ and xtask/
    Host,
    /// Tests of src/js in Node, with the real wasm
    Unit,
    /// Rust tests of the SDK in headless Chromium
    Browser,
    /// Valid and invalid uses of the TypeScript declarations
    Types,
    /// The npm package, installed from its tarball
    Package,
    /// The budget for what a script-tag page downloads
    Size,
    /// examples/rust in headless Chromium
    Example,
    /// The example apps, built and developed, in Chromium
    Examples,
    /// The React hooks, on a server and in Chromium
    React,
    /// The pages in Chromium, by Playwright
    E2e,
    /// The npm package in bundlers, before package checkers, and beside the official types
    Consumers,
    /// Clerk's own clients on clerk-local, in Chromium
    Official,
}

/// Runs all suites, or one, and prints the sum. One that fails doesn't hide the others.
pub fn run(only: Option<Suite>) -> ExitCode {
    let mut report = Report::default();
    let ready = report.prepare("set up", || {
        end_all_on_ctrl_c()?;
        install::build_tools()
    });
    if ready.is_some() {
        let chosen = Suite::value_variants().iter().filter(|suite| only.is_none_or(|only| only == **suite));
        let rest = chosen.filter_map(|suite| suite.run(&mut report)).collect();
        report.test_together(rest);
    }
    println!("\n{report}");
    if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl Suite {
    /// Runs the suite, or answers what is left to run beside other suites. It stops where something that it needs is
    /// missing; the report has counted that.
    fn run(self, report: &mut Report) -> Option<Test> {
        match self {
            Suite::Format => format(report),
            Suite::Lint => lint(report),
            Suite::Host => host(report),
            Suite::Unit => unit(report),
            Suite::Browser => browser(report),
            Suite::Types => types(report),
            Suite::Package => package(report),
            Suite::Size => size(report),
            Suite::Example => example(report),
            Suite::Examples => examples(report),
            Suite::React => react(report),
            Suite::E2e => e2e(report),
            Suite::Consumers => consumers(report),
            Suite::Official => official(report),
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

fn host(report: &mut Report) -> Option<Test> {
    let args = ["test", "--no-fail-fast", "-p", "clerk-api", "-p", "clerk-local", "-p", "clerk-codegen", "-p", "xtask"];
    report.test("host", Runner::Cargo, command("cargo", &args));
    None
}

fn unit(report: &mut Report) -> Option<Test> {
    report.prepare("unit: build pkg/", package::build)?;
    let bundles = report.prepare("unit: bundle", package::bundle_tests)?;
    report.test("unit", Runner::Node, node_tests(&bundles, ".test.js"));
    None
}

fn browser(report: &mut Report) -> Option<Test> {
    in_chromium(report, "browser", "Cargo.toml")
}

fn example(report: &mut Report) -> Option<Test> {
    in_chromium(report, "example", "examples/rust/Cargo.toml")
}

/// Runs the wasm tests of a crate against a real server.
fn in_chromium(report: &mut Report, name: &'static str, manifest: &str) -> Option<Test> {
    report.prepare(&format!("{name}: build pkg/"), package::build)?;
    let browser = report.prepare(&format!("{name}: Chromium"), install::browser)?;
    let program = report.prepare(&format!("{name}: build clerk-local"), clerk_local::build)?;
    let _server = report.prepare(&format!("{name}: start clerk-local"), || {
        clerk_local::serve(&program, TEST_PORT, &["--db", ":memory:", "--www", "pkg"])
    })?;
    let args = ["test", "--manifest-path", manifest, "--target", WASM, "--no-fail-fast"];
    let tests = command("cargo", &args).map(|mut tests| {
        tests
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("CHROMEDRIVER", browser.chromedriver)
            .env("CLERK_TEST_PORT", TEST_PORT.to_string())
            // Seconds for all tests together; the runner's own 20 are too few on a busy machine.
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
        tests
    });
    report.test(name, Runner::Cargo, tests);
    None
}

fn types(report: &mut Report) -> Option<Test> {
    report.prepare("types: build pkg/", package::build)?;
    report.test("types", Runner::Check, command("tsc", &["--project", "tests/types"]));
    None
}

fn package(report: &mut Report) -> Option<Test> {
    report.prepare("package: build pkg/", package::build)?;
    report.test("package", Runner::Node, node_tests("tests/package", "package.test.mjs"));
    None
}

fn size(report: &mut Report) -> Option<Test> {
    report.prepare("size: build pkg/", package::build)?;
    report.test("size", Runner::Node, node_tests("tests/package", "size.test.mjs"));
    None
}

fn e2e(report: &mut Report) -> Option<Test> {
    report.prepare("e2e: build pkg/", package::build)?;
    let tests = on_stage(report, "tests/e2e")?;
    Some(Test::new("e2e", Runner::Node, tests))
}

fn official(report: &mut Report) -> Option<Test> {
    let folder = report.prepare("official: fetch", crate::official::fetch)?;
    let tests = on_stage(report, "tests/official")?.map(|mut tests| {
        tests.env("OFFICIAL", folder);
        tests
    });
    Some(Test::new("official", Runner::Node, tests))
}

fn consumers(report: &mut Report) -> Option<Test> {
    let folder = "tests/consumers";
    report.prepare("consumers: build pkg/", package::build)?;
    report.prepare("consumers: npm packages", || install::with_package(folder))?;
    // Here and not among the lints, because what they import was installed just now.
    report.test("consumers: tsc", Runner::Check, command("tsc", &["--project", folder]));
    report.test("consumers: types", Runner::Check, command("tsc", &["--project", "tests/consumers/types"]));
    let tests = on_stage(report, folder)?;
    Some(Test::new("consumers", Runner::Node, tests))
}

fn react(report: &mut Report) -> Option<Test> {
    report.prepare("react: build pkg/", package::build)?;
    let oldest = "tests/react/18";
    let lock = format!("{oldest}/package-lock.json");
    report.prepare("react: npm packages", || install::npm_packages(oldest, &[&lock]))?;
    let tests = on_stage(report, "tests/react")?;
    Some(Test::new("react", Runner::Node, tests))
}

/// The apps of `examples/` that have tests in `tests/examples`.
const APPS: [&str; 3] = ["nextjs", "official-react", "react-vite"];

fn examples(report: &mut Report) -> Option<Test> {
    report.prepare("examples: build pkg/", package::build)?;
    report.prepare("examples: npm packages", || {
        APPS.into_iter().try_for_each(|app| install::with_package(&format!("examples/{app}")))
    })?;
    let tests = on_stage(report, "tests/examples")?;
    Some(Test::new("examples", Runner::Node, tests))
}

/// Tests that stand on `tests/e2e/stage.mjs`: Chromium and a clerk-local for each file.
fn on_stage(report: &mut Report, folder: &str) -> Option<Result<Command>> {
    let browser = report.prepare(&format!("{folder}: Chromium"), install::browser)?;
    let program = report.prepare(&format!("{folder}: build clerk-local"), clerk_local::build)?;
    Some(node_tests(folder, ".test.mjs").map(|mut tests| {
        tests.env("CLERK_LOCAL", program);
        tests.env("CHROMIUM", browser.chromium).env("CHROMIUM_FULL", browser.full);
        tests
    }))
}

/// Node's runner on the files of a folder whose names end so.
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
