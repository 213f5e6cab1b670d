//! Test runs in the same folder take turns, because they share `pkg/` and the folders of the examples. Runs in other
//! folders of the machine need not wait.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, Result};
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::process::target_dir;

/// While this lives, no other run in the folder begins. The operating system releases it with the process.
pub struct Turn {
    _file: File,
}

impl Turn {
    /// Waits until the run before it has ended.
    pub fn wait() -> Result<Self> {
        fs::create_dir_all(target_dir())?;
        Turn::at(&target_dir().join("test.lock"))
    }

    fn at(path: &Path) -> Result<Self> {
        let file = File::create(path).with_context(|| path.display().to_string())?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Err(Errno::WOULDBLOCK) => {
                println!("Waiting for another test run in this folder");
                flock(&file, FlockOperation::LockExclusive)?;
            }
            locked => locked?,
        }
        Ok(Turn { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_next_turn_begins_when_the_one_before_ends() -> Result<()> {
        let path = std::env::temp_dir().join(format!("clerk-wasm-turn-{}", std::process::id()));
        let first = Turn::at(&path)?;
        let (sender, begun) = mpsc::channel();
        let place = path.clone();
        let next = thread::spawn(move || sender.send(Turn::at(&place).is_ok()));
        assert!(begun.recv_timeout(Duration::from_millis(100)).is_err(), "both had their turn");
        drop(first);
        assert!(begun.recv_timeout(Duration::from_secs(60))?);
        next.join().map_err(|_| anyhow::anyhow!("the second turn panicked"))??;
        Ok(fs::remove_file(path)?)
    }
}
