//! What each suite of `cargo xtask test` needs and runs. One that can run beside others answers its test.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::{self, command, root};
use crate::report::{Report, Runner, Test};
use crate::test::{HOST, Run};
use crate::webdriver::Capabilities;
use crate::{clerk_local, install};

pub fn format(report: &mut Report) -> Option<Test> {
    report.test("rustfmt", Runner::Check, command("cargo", &["fmt", "--all", "--check"]));
    let biome = command("biome", &["ci", "--error-on-warnings", "--colors=off"]);
    report.test("biome", Runner::Check, biome);
    None
}

pub fn lint(report: &mut Report) -> Option<Test> {
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
    for (name, project) in [("tsc, src/js", "src/js"), ("tsc, tests/unit", "tests/unit")] {
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

pub fn host(run: &mut Run) -> Option<Test> {
    run.server()?;
    let tests = command("cargo", &[&["test", "--no-fail-fast"], &HOST[..]].concat());
    Some(Test::new("host", Runner::Cargo, tests))
}

pub fn unit(run: &mut Run) -> Option<Test> {
    run.package()?;
    let bundles = run.report.prepare("unit: bundle", crate::package::bundle_tests)?;
    run.report.test("unit", Runner::Node, node_tests(&bundles, ".test.js"));
    None
}

pub fn browser(run: &mut Run) -> Option<Test> {
    run.report.prepare("compile browser", || process::run(wasm_tests("clerk-wasm")?.arg("--no-run")))?;
    in_chromium(run, "browser", "clerk-wasm")
}

/// It compiles the SDK without its JavaScript face, in the place of the one with it. So it does that when its turn
/// comes, after the tests before.
pub fn example(run: &mut Run) -> Option<Test> {
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

pub fn types(run: &mut Run) -> Option<Test> {
    run.package()?;
    // These use the package's declarations.
    for (name, project) in [("types", "tests/types"), ("types: www", "www"), ("types: tests and bench", ".")] {
        run.report.test(name, Runner::Check, command("tsc", &["--project", project]));
    }
    None
}

pub fn docs(run: &mut Run) -> Option<Test> {
    let tests = on_stage(run, "tests/docs")?;
    Some(Test::new("docs", Runner::Node, tests))
}

pub fn package(run: &mut Run) -> Option<Test> {
    run.package()?;
    run.report.test("package", Runner::Node, node_tests("tests/package", "package.test.mjs"));
    None
}

pub fn size(run: &mut Run) -> Option<Test> {
    run.package()?;
    run.report.test("size", Runner::Node, node_tests("tests/package", "size.test.mjs"));
    None
}

pub fn e2e(run: &mut Run) -> Option<Test> {
    let tests = on_stage(run, "tests/e2e")?;
    Some(Test::new("e2e", Runner::Node, tests))
}

pub fn official(run: &mut Run) -> Option<Test> {
    let folder = run.report.prepare("official: fetch", crate::official::fetch)?;
    let tests = on_stage(run, "tests/official")?.map(|mut tests| {
        tests.env("OFFICIAL", folder);
        tests
    });
    Some(Test::new("official", Runner::Node, tests))
}

pub fn consumers(run: &mut Run) -> Option<Test> {
    let folder = "tests/consumers";
    run.package()?;
    run.report.prepare("consumers: npm packages", || install::with_package(folder))?;
    // Here and not among the lints, because what they import was installed just now.
    run.report.test("consumers: tsc", Runner::Check, command("tsc", &["--project", folder]));
    run.report.test("consumers: types", Runner::Check, command("tsc", &["--project", "tests/consumers/types"]));
    let tests = on_stage(run, folder)?;
    Some(Test::new("consumers", Runner::Node, tests))
}

pub fn lists(run: &mut Run) -> Option<Test> {
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

pub fn react(run: &mut Run) -> Option<Test> {
    run.report.prepare("react: npm packages", oldest_packages)?;
    let tests = on_stage(run, "tests/react")?;
    Some(Test::new("react", Runner::Node, tests))
}

pub fn examples(run: &mut Run) -> Option<Test> {
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
