//! How the browser of the wasm tests is started.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

/// The WebDriver capabilities of one run, in a file that is removed when this is dropped.
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
        let file = std::env::temp_dir().join(format!("clerk-wasm-webdriver-{}.json", std::process::id()));
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
