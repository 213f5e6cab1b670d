//! Runs other programs. Each gets a process group of its own: when it ends, the whole group is ended. When this program
//! ends, also by Ctrl-C, all groups are ended.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

/// A program that runs longer is ended: it is believed to hang.
const LIMIT: Duration = Duration::from_secs(20 * 60);
/// How long an ended group may take to clean up before it is killed.
const GRACE: Duration = Duration::from_secs(3);

/// The groups that are alive. A program is started under the lock, so that none starts once the Ctrl-C handler has it.
static GROUPS: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

fn groups() -> MutexGuard<'static, Vec<Pid>> {
    GROUPS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes Ctrl-C and SIGTERM end all programs that we started before they end this one.
pub fn end_all_on_ctrl_c() -> Result<()> {
    ctrlc::set_handler(|| {
        let groups = groups();
        groups.iter().for_each(|group| end_group(*group));
        std::process::exit(130);
    })
    .context("cannot listen for Ctrl-C")
}

fn end_group(group: Pid) {
    let _ = kill_process_group(group, Signal::TERM);
    let asked = Instant::now();
    while asked.elapsed() < GRACE && test_kill_process_group(group).is_ok() {
        thread::sleep(Duration::from_millis(20));
    }
    let _ = kill_process_group(group, Signal::KILL);
}

/// The project's folder.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Where cargo builds.
pub fn target_dir() -> PathBuf {
    let dir = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    root().join(dir)
}

/// A command that runs in the project's folder, and finds the project's own tools before those of the machine.
pub fn command(program: &str, args: &[&str]) -> Result<Command> {
    let own = [root().join("target/tools/bin"), root().join("node_modules/.bin")];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(own.into_iter().chain(std::env::split_paths(&path)))
        .context("PATH or the project's folder has a colon in it")?;
    let mut command = Command::new(program);
    command.args(args).current_dir(root()).env("PATH", path);
    Ok(command)
}

/// A program that ends when this is dropped.
pub struct Running {
    child: Child,
    group: Pid,
}

/// Starts `command` in a process group of its own.
pub fn start(command: &mut Command) -> Result<Running> {
    use std::os::unix::process::CommandExt;
    let mut groups = groups();
    let child = command
        .process_group(0)
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", named(command)))?;
    let group = Pid::from_child(&child);
    groups.push(group);
    Ok(Running { child, group })
}

impl Running {
    /// Its standard output, if that was piped and not taken before.
    pub fn take_stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.child.stdout.take()
    }

    /// The exit status, if it has ended.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Waits until it ends, at most for `limit`.
    pub fn wait(&mut self, limit: Duration) -> Result<ExitStatus> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            if begun.elapsed() > limit {
                bail!("still running after {} s: ended", limit.as_secs());
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _ = kill_process_group(self.group, Signal::TERM);
            let _ = self.wait(GRACE);
        }
        // Ends what the program started and left running.
        let _ = kill_process_group(self.group, Signal::KILL);
        let _ = self.child.wait();
        groups().retain(|group| *group != self.group);
    }
}

/// Runs `command` to its end, and shows its output. An error if it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status = start(command)?.wait(LIMIT)?;
    if !status.success() {
        bail!("{} failed ({status})", named(command));
    }
    Ok(())
}

/// What a program printed, on either stream, and whether it succeeded.
pub struct Printed {
    /// Its exit code was 0.
    pub success: bool,
    /// Both streams, in the order of their lines.
    pub text: String,
}

/// Runs `command` to its end, passes its output on as it comes, each line behind `label`, and keeps it.
pub fn run_and_read(command: &mut Command, label: &str) -> Result<Printed> {
    let (reader, writer) = std::io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut running = start(command)?;
    // The reader sees the end of the output only once all writers are closed, and the command holds two of them.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let label = label.to_owned();
    let echo = thread::spawn(move || echo(reader, &label));
    let status = running.wait(LIMIT);
    drop(running);
    let text = echo.join().unwrap_or_default();
    let success = status.with_context(|| named(command))?.success();
    Ok(Printed { success, text })
}

fn echo(from: impl std::io::Read, label: &str) -> String {
    let mut text = String::new();
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        let _ = writeln!(std::io::stdout(), "{label}{line}");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// What a short command prints on its standard output; `None` if it is missing or fails.
pub fn answer(program: &str, args: &[&str]) -> Option<String> {
    let output = command(program, args).ok()?.output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The command as a person would type it.
fn named(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}
