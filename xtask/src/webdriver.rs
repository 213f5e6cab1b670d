//! How the browser of the wasm tests is started.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

/// The WebDriver capabilities of one suite, in a file that is removed when this is dropped.
pub struct Capabilities {
    file: PathBuf,
}

impl Capabilities {
    /// Writes them for tests against the server at `address`, like `http://127.0.0.1:40411`.
    ///
    /// wasm-bindgen's test runner serves the test page itself and passes nothing on to it. The user agent is what the
    /// page can read all the same: a port in the program would have to be the same in every run.
    pub fn write(address: &str) -> Result<Self> {
        let host = address.trim_start_matches("http://");
        let options = json!({ "args": [format!("--user-agent=clerk-local/{host}")] });
        // No other file on this machine is named so while the server lives.
        let file = std::env::temp_dir().join(format!("clerk-wasm-webdriver-{}.json", host.replace(':', "-")));
        fs::write(&file, json!({ "goog:chromeOptions": options }).to_string()).with_context(|| format!("{file:?}"))?;
        Ok(Capabilities { file })
    }

    /// Where they are, for `WASM_BINDGEN_TEST_WEBDRIVER_JSON`.
    pub fn file(&self) -> &Path {
        &self.file
    }
}

impl Drop for Capabilities {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.file);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_servers_have_files_of_their_own_which_go() -> Result<()> {
        let (one, other) = (Capabilities::write("http://127.0.0.1:1")?, Capabilities::write("http://127.0.0.1:2")?);
        let (file, kept) = (one.file().to_owned(), other.file().to_owned());
        drop(one);
        assert!(!file.exists());
        let text = fs::read_to_string(&kept)?;
        assert!(text.contains("--user-agent=clerk-local/127.0.0.1:2\""), "{text}");
        drop(other);
        assert!(!kept.exists());
        Ok(())
    }
}
