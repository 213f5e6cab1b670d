//! The entries of the npm package that stand on its public face: the lists, React and Next.js, from `lists/` and
//! `react/`, bundled by esbuild and declared by tsc.

use std::fs;

use anyhow::Result;

use crate::process::{command, root, run};

/// An entry: its source, its file in `pkg/`, and esbuild's flags.
struct Entry {
    source: &'static str,
    file: &'static str,
    flags: &'static [&'static str],
}

/// Next.js renders on the server too, and must know that hooks need a browser.
const BOUNDARY: &str = "--banner:js=\"use client\";";

const ENTRIES: [Entry; 3] = [
    Entry { source: "lists/index.ts", file: "lists.js", flags: &[] },
    Entry { source: "react/index.ts", file: "react.js", flags: &[BOUNDARY] },
    Entry { source: "react/nextjs.tsx", file: "nextjs.js", flags: &[BOUNDARY] },
];

/// What the entries are made of, beside the package's declarations.
pub const INPUTS: [&str; 4] = ["lists", "react", "xtask/src/react.rs", "package-lock.json"];

/// What the entries import instead of bundling it, because an app must have it only once: frameworks, and the entries.
const SHARED: [&str; 9] = [
    "--external:react",
    "--external:react/jsx-runtime",
    "--external:@tanstack/query-core",
    "--alias:clerk-wasm=./index.js",
    "--external:./index.js",
    "--alias:clerk-wasm/lists=./lists.js",
    "--external:./lists.js",
    "--alias:clerk-wasm/react=./react.js",
    "--external:./react.js",
];

/// Names are not shortened, because React's developer tools show them. The app's own build shortens them.
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

/// Builds the entries into `pkg/`, which holds the package's declarations already.
pub fn build() -> Result<()> {
    for Entry { source, file, flags } in ENTRIES {
        let out = format!("--outfile=pkg/{file}");
        run(&mut command("esbuild", &[&[source, &out][..], flags, &SHARED, &FLAGS].concat())?)?;
    }
    // Otherwise declarations of deleted sources would be published.
    let _ = fs::remove_dir_all(root().join("pkg/types"));
    run(&mut command("tsc", &["--project", "react"])?)
}
