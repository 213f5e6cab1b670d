//! The results of a test run: the counts of each runner, the table, the last line.

use std::any::Any;
use std::fmt::{self, Display};
use std::panic::resume_unwind;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::process::run_and_read;

/// How many tests passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    passed: u32,
    failed: u32,
    skipped: u32,
}

/// How a runner prints its counts.
#[derive(Clone, Copy)]
pub enum Runner {
    /// It prints none: the whole command counts as one test.
    Check,
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; …`, once per test program.
    Cargo,
    /// Node's test runner with `--test-reporter=spec`: `ℹ pass 3`, …
    Node,
}

impl Runner {
    fn counts(self, text: &str, success: bool) -> Counts {
        let counts = match self {
            Runner::Check => Counts { passed: success.into(), ..Counts::default() },
            Runner::Cargo => cargo_counts(text),
            Runner::Node => node_counts(text),
        };
        // A runner that crashes, or finds no test, does not count that as a failure itself.
        let uncounted = counts.failed == 0 && (!success || counts == Counts::default());
        Counts { failed: counts.failed + u32::from(uncounted), ..counts }
    }
}

fn cargo_counts(text: &str) -> Counts {
    let mut counts = Counts::default();
    let results = text.lines().filter_map(|line| line.strip_prefix("test result: "));
    for part in results.flat_map(|result| result.split([';', '.'])) {
        let mut words = part.split_whitespace();
        let number = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
        match words.next() {
            Some("passed") => counts.passed += number,
            Some("failed") => counts.failed += number,
            Some("ignored") => counts.skipped += number,
            _ => {}
        }
    }
    counts
}

fn node_counts(text: &str) -> Counts {
    let mut counts = Counts::default();
    for line in text.lines().filter_map(|line| line.strip_prefix("ℹ ")) {
        let Some((name, number)) = line.split_once(' ') else { continue };
        let number = number.parse().unwrap_or(0);
        match name {
            "pass" => counts.passed += number,
            "fail" | "cancelled" => counts.failed += number,
            "skipped" | "todo" => counts.skipped += number,
            _ => {}
        }
    }
    counts
}

struct Row {
    name: String,
    took: Duration,
    counts: Counts,
}

impl Row {
    /// Preparations that had nothing to do get no line.
    fn is_telling(&self) -> bool {
        self.counts != Counts::default() || self.took > Duration::from_secs(1)
    }
}

/// A runner that is to be run.
pub struct Test {
    name: &'static str,
    runner: Runner,
    command: Result<Command>,
    kept: Option<Box<dyn Any + Send>>,
}

impl Test {
    /// `command` says how it is run.
    pub fn new(name: &'static str, runner: Runner, command: Result<Command>) -> Self {
        Test { name, runner, command, kept: None }
    }

    /// What must live until it has run.
    pub fn with(self, kept: impl Any + Send) -> Self {
        Test { kept: Some(Box::new(kept)), ..self }
    }

    /// Runs it; `label` goes before each line that it prints.
    fn run(self, label: &str) -> Row {
        let begun = begin(label, self.name);
        let counts = match self.command.and_then(|mut command| run_and_read(&mut command, label)) {
            Ok(printed) => self.runner.counts(&printed.text, printed.success),
            Err(error) => {
                println!("{label}error: {error:#}");
                Counts { failed: 1, ..Counts::default() }
            }
        };
        drop(self.kept);
        let row = Row { name: self.name.to_owned(), took: begun.elapsed(), counts };
        let Counts { passed, failed, skipped } = counts;
        println!("{label}── {passed} of {} passed in {:.0} s", passed + failed + skipped, row.took.as_secs_f64());
        row
    }
}

/// How many tests run side by side where they may.
const LANES: usize = 2;

/// The steps of the run so far.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Does what a suite needs first. No test by itself, but counted as a failed one when it fails:
    /// then the suite that asked for it does not run.
    pub fn prepare<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let begun = begin("", name);
        let done = work();
        let counts = Counts { failed: done.is_err().into(), ..Counts::default() };
        self.rows.push(Row { name: name.to_owned(), took: begun.elapsed(), counts });
        done.inspect_err(|error| println!("error: {error:#}")).ok()
    }

    /// Runs a runner and counts its tests.
    pub fn test(&mut self, name: &'static str, runner: Runner, command: Result<Command>) {
        self.rows.push(Test::new(name, runner, command).run(""));
    }

    /// Runs several side by side: those that drive browsers wait more than they work.
    pub fn test_together(&mut self, tests: Vec<Test>) {
        let queue = Mutex::new(tests.into_iter());
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let run = |test: Test| {
            let label = format!("{:<9} │ ", test.name);
            test.run(&label)
        };
        let lane = || std::iter::from_fn(next).map(run).collect::<Vec<_>>();
        let rows = thread::scope(|scope| {
            let lanes: Vec<_> = (0..LANES).map(|_| scope.spawn(lane)).collect();
            lanes
                .into_iter()
                .flat_map(|lane| lane.join().unwrap_or_else(|panic| resume_unwind(panic)))
                .collect::<Vec<_>>()
        });
        self.rows.extend(rows);
    }

    fn sum(&self) -> Counts {
        self.rows.iter().fold(Counts::default(), |sum, row| Counts {
            passed: sum.passed + row.counts.passed,
            failed: sum.failed + row.counts.failed,
            skipped: sum.skipped + row.counts.skipped,
        })
    }

    /// Whether tests ran and none failed.
    pub fn is_good(&self) -> bool {
        let sum = self.sum();
        sum.failed == 0 && sum.passed > 0
    }
}

fn begin(label: &str, name: &str) -> Instant {
    println!("{label}── {name}");
    Instant::now()
}

impl Display for Row {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Row { name, took, counts: Counts { passed, failed, skipped } } = self;
        write!(out, "{name:<34} {passed:>8} {failed:>7} {skipped:>7} {:>8.1}", took.as_secs_f64())
    }
}

impl Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:<34} {:>8} {:>7} {:>7} {:>8}", "step", "passed", "failed", "skipped", "seconds")?;
        for row in self.rows.iter().filter(|row| row.is_telling()) {
            writeln!(out, "{row}")?;
        }
        let Counts { passed, failed, skipped } = self.sum();
        write!(out, "\n{passed} passed, {failed} failed, {skipped} skipped")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NODE: &str = "✔ signs in (3ms)\nℹ tests 6\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n";

    #[test]
    fn sums_cargos_test_programs() {
        let text = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 filtered out\n";
        let counts = Counts { passed: 4, failed: 2, skipped: 1 };
        assert_eq!(Runner::Cargo.counts(text, false), counts);
    }

    #[test]
    fn a_cancelled_node_test_is_a_failed_one() {
        let counts = Counts { passed: 3, failed: 2, skipped: 1 };
        assert_eq!(Runner::Node.counts(NODE, false), counts);
    }

    #[test]
    fn a_runner_that_dies_after_good_tests_fails() {
        let text = "test result: ok. 3 passed; 0 failed; 0 ignored\nerror: could not compile\n";
        assert_eq!(Runner::Cargo.counts(text, false).failed, 1);
    }

    #[test]
    fn a_runner_without_tests_fails() {
        assert_eq!(Runner::Cargo.counts("", true).failed, 1);
        assert_eq!(Runner::Node.counts("ℹ tests 0\nℹ pass 0\n", true).failed, 1);
    }
}
