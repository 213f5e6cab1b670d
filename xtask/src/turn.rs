//! Test runs in the same folder take turns: they share what is built, `pkg/` and the examples' folders. Runs in other
//! folders of the machine go on beside them.

use std::fs::{self, File};

use anyhow::{Context, Result};
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::process::target_dir;

/// Nobody else's turn while this lives. The system ends it with the process, however that ends.
pub struct Turn {
    _file: File,
}

impl Turn {
    /// Waits for the run before to end.
    pub fn wait() -> Result<Self> {
        let path = target_dir().join("test.lock");
        fs::create_dir_all(target_dir())?;
        let file = File::create(&path).with_context(|| path.display().to_string())?;
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
