//! The React and Next.js entries of the npm package: `react/`, bundled by esbuild and declared by tsc.

use std::fs;

use anyhow::{Context, Result};

use crate::process::{command, root, run};

/// The entries: source in `react/`, file in `pkg/`.
const ENTRIES: [(&str, &str); 2] = [("index.ts", "react.js"), ("nextjs.tsx", "nextjs.js")];

/// What the entries are made of, beside the package's declarations.
pub const INPUTS: [&str; 3] = ["react", "xtask/src/react.rs", "package-lock.json"];

/// What an app has once, whichever entries it uses: React, and the entries themselves.
const SHARED: [&str; 6] = [
    "--external:react",
    "--external:react/jsx-runtime",
    "--alias:clerk-wasm=./index.js",
    "--external:./index.js",
    "--alias:clerk-wasm/react=./react.js",
    "--external:./react.js",
];

/// Names stay, since React's own tools show them; the app's build shortens everything.
const FLAGS: [&str; 8] = [
    "--bundle",
    "--format=esm",
    "--jsx=automatic",
    "--target=es2022",
    "--minify-whitespace",
    "--minify-syntax",
    "--define:process.env.NODE_ENV=\"production\"",
    "--log-level=warning",
];

/// Next.js renders on the server too, and must know that hooks need a browser.
const BOUNDARY: &str = "--banner:js=\"use client\";";

/// Builds the entries into `pkg/`, which holds the package's declarations already.
pub fn build() -> Result<()> {
    for (source, file) in ENTRIES {
        let (source, out) = (format!("react/{source}"), format!("--outfile=pkg/{file}"));
        run(&mut command("esbuild", &[&[source.as_str(), &out, BOUNDARY][..], &SHARED, &FLAGS].concat())?)?;
    }
    run(&mut command("tsc", &["--project", "react"])?)?;
    let license = "node_modules/@tanstack/react-query/LICENSE";
    fs::copy(root().join(license), root().join("pkg/LICENSE-TanStack")).context(license)?;
    Ok(())
}
