//! `cargo xtask build`: the npm package in `pkg/`. clerk-codegen writes what the API declares into `src/js/generated`,
//! wasm-pack compiles, binds and optimizes the module, and esbuild joins its glue with `src/js` into the three entries.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use clerk_codegen::javascript::{clerk_methods, javascript};
use clerk_codegen::objects::objects;
use clerk_codegen::typescript::typescript;
use serde_json::json;

use crate::process::{answer, command, root, run, target_dir};
use crate::shrink::shrink;
use crate::{install, react};

/// pkg/package.json, but for the version. A text: the order of export conditions matters, and serde_json sorts.
const MANIFEST: &str = include_str!("manifest.json");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Everything that the package is made of, but for its React entries.
const INPUTS: [&str; 14] = [
    "src",
    "api/macros/src",
    "api/src",
    "api/Cargo.toml",
    "codegen/src",
    "xtask/src/manifest.json",
    "xtask/src/package.rs",
    "xtask/src/install.rs",
    "xtask/src/shrink.rs",
    "Cargo.toml",
    "Cargo.lock",
    "package-lock.json",
    "README.md",
    "LICENSE",
];

/// An entry of the package: its source in `src/js`, its file in `pkg/`, and esbuild's flags.
struct Entry {
    source: &'static str,
    file: &'static str,
    flags: &'static [&'static str],
}

/// Only slim.js looks for the .wasm beside the module: elsewhere bundlers must not see that URL.
const NO_URL: &str = "--define:import.meta.url=undefined";

const ENTRIES: [Entry; 3] = [
    Entry {
        source: "index.ts",
        file: "index.js",
        // A string costs an importer nothing until load() decodes it.
        flags: &["--format=esm", "--loader:.wasm=base64", NO_URL],
    },
    Entry { source: "slim.ts", file: "slim.js", flags: &["--format=esm"] },
    Entry { source: "browser.ts", file: "clerk.browser.js", flags: &["--format=iife", NO_URL] },
];

/// Builds `pkg/`, unless nothing has changed since it was built.
pub fn build() -> Result<()> {
    install::build_tools()?;
    let (core, entries) = (Stamp::of("core", &INPUTS)?, Stamp::of("react", &react::INPUTS)?);
    if core.is_fresh() && entries.is_fresh() {
        println!("pkg/ is up to date");
        return Ok(());
    }
    if !core.is_fresh() {
        // A build that fails half-way must not pass for one that is up to date.
        core.remove();
        build_core()?;
        core.write()?;
    }
    entries.remove();
    react::build()?;
    entries.write()
}

/// The wasm, the glue, their entries and declarations.
fn build_core() -> Result<()> {
    generate()?;
    wasm_pack()?;
    shrink()?;
    let id = stamp_wasm()?;
    for entry in &ENTRIES {
        bundle(entry, &id)?;
    }
    let public = fs::read_to_string(root().join("src/js/public.d.ts"))?;
    fs::write(root().join("pkg/index.d.ts"), without_imports(&public) + &without_imports(&typescript(&objects())))?;
    for text in ["README.md", "LICENSE"] {
        fs::copy(root().join(text), root().join("pkg").join(text)).context(text)?;
    }
    Ok(fs::write(root().join("pkg/package.json"), MANIFEST.replace("VERSION", VERSION))?)
}

/// Writes the TypeScript that the declarations of the API amount to, where it differs from what is there.
fn generate() -> Result<()> {
    for (name, text) in [("resources.ts", javascript(&objects())), ("types.ts", typescript(&objects()))] {
        let file = root().join("src/js/generated").join(name);
        if fs::read_to_string(&file).ok().as_ref() != Some(&text) {
            fs::write(file, text)?;
        }
    }
    Ok(())
}

/// Gives the wasm a section `build` that tells it apart from other builds, and answers what stands there. The scripts
/// compare it with their own, and ask for the wasm at an address that ends in it.
fn stamp_wasm() -> Result<String> {
    let file = root().join(WASM);
    let mut wasm = fs::read(&file)?;
    let glue = fs::read(root().join("pkg/clerk_wasm.js"))?;
    let mut hasher = DefaultHasher::new();
    (&wasm, &glue).hash(&mut hasher);
    let id = format!("{:08x}", hasher.finish() as u32);
    let mut section = vec![u8::try_from(SECTION.len())?];
    section.extend_from_slice(SECTION);
    section.extend_from_slice(id.as_bytes());
    // A custom section: its number, its length, its name and what it holds (WebAssembly Core Specification, 5.5.3).
    wasm.extend([0, u8::try_from(section.len())?]);
    wasm.extend(section);
    fs::write(file, wasm)?;
    Ok(id)
}

const WASM: &str = "pkg/clerk_wasm_bg.wasm";
/// Name of the section; `src/js/wasm.ts` reads it.
const SECTION: &[u8] = b"build";

/// Declarations as part of one file: what they import stands in it too.
fn without_imports(declarations: &str) -> String {
    let mut out = String::new();
    let mut is_import = false;
    for line in declarations.lines() {
        is_import |= line.starts_with("import ");
        if !is_import {
            out.push_str(line);
            out.push('\n');
        }
        is_import &= !line.ends_with(';');
    }
    out
}

/// What the inputs of a part of the package are like; kept beside the part once it is built.
struct Stamp {
    file: PathBuf,
    /// Changes with the place, size or time of any input.
    value: String,
}

impl Stamp {
    fn of(part: &str, inputs: &[&str]) -> Result<Self> {
        let mut files = Vec::new();
        for input in inputs {
            list(&root().join(input), &mut files)?;
        }
        files.sort();
        let mut hasher = DefaultHasher::new();
        files.hash(&mut hasher);
        Ok(Stamp { file: root().join(format!("pkg/.{part}.stamp")), value: hasher.finish().to_string() })
    }

    fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|old| old == self.value)
    }

    fn remove(&self) {
        let _ = fs::remove_file(&self.file);
    }

    fn write(&self) -> Result<()> {
        Ok(fs::write(&self.file, &self.value)?)
    }
}

fn list(path: &Path, files: &mut Vec<(PathBuf, u64, SystemTime)>) -> Result<()> {
    let Ok(meta) = fs::metadata(path) else {
        return Ok(());
    };
    if meta.is_file() {
        files.push((path.to_owned(), meta.len(), meta.modified()?));
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        list(&entry?.path(), files)?;
    }
    Ok(())
}

fn wasm_pack() -> Result<()> {
    // wasm-pack leaves the optimization out, silently, when it finds no wasm-opt.
    if answer("wasm-opt", &["--version"]).is_none() {
        bail!("wasm-opt is missing: npm's binaryen should have put it into node_modules/.bin");
    }
    // Their folder's name changes with the sources; the rest is written over.
    let _ = fs::remove_dir_all(root().join("pkg/snippets"));
    let args = ["--log-level", "error", "build", "--release", "--target", "web", "--mode", "no-install"];
    let out = ["--out-dir", "pkg", "--no-pack", "--no-typescript"];
    let mut build = command("wasm-pack", &[&args[..], &out[..]].concat())?;
    run(build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", remap() + SMALL_STACK))
}

/// The linker's own choice is 1 MiB, which would be most of what a page pays in memory. Futures live
/// on the heap, and a stack that overflows traps.
const SMALL_STACK: &str = "-Clink-arg=-zstack-size=65536";

/// Flags that keep this machine's folders out of the module's panic messages.
fn remap() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).unwrap_or_default();
    let registries = fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
    registries.map(|registry| format!("--remap-path-prefix={}= ", registry.path().display())).collect()
}

fn bundle(entry: &Entry, id: &str) -> Result<()> {
    let source = format!("src/js/{}", entry.source);
    let out = format!("--outfile=pkg/{}", entry.file);
    let wasm_file = format!("--define:CLERK_WASM_FILE={}", json!(format!("./clerk_wasm_bg.wasm?v={id}")));
    let own = [&source, &out, &wasm_file];
    let given = bundle_flags(id);
    let args: Vec<&str> = own.into_iter().chain(&given).map(String::as_str).collect();
    let quiet = ["--minify", "--log-level=warning", "--legal-comments=none"];
    run(&mut command("esbuild", &[&args[..], &quiet, entry.flags].concat())?)
}

/// Bundles the tests of `src/js` with the sources, as the package is, and answers the folder that holds them.
pub fn bundle_tests() -> Result<String> {
    let mut tests = Vec::new();
    for entry in fs::read_dir(root().join("tests/unit"))? {
        let name = entry?.file_name().into_string().unwrap_or_default();
        if name.ends_with(".test.ts") {
            tests.push(format!("tests/unit/{name}"));
        }
    }
    let out = target_dir().join("unit");
    let _ = fs::remove_dir_all(&out);
    let out = out.to_str().context("the target folder's path is not UTF-8")?.to_owned();
    let given = bundle_flags(&build_id()?);
    let args: Vec<&str> = tests.iter().chain(&given).map(String::as_str).collect();
    let to = format!("--outdir={out}");
    let how = [&*to, "--platform=node", "--format=esm", "--log-level=warning"];
    run(&mut command("esbuild", &[&args[..], &how].concat())?)?;
    Ok(out)
}

/// What stands in the section of the wasm that was built.
fn build_id() -> Result<String> {
    let wasm = fs::read(root().join(WASM))?;
    let id = wasm.len().checked_sub(8).and_then(|start| wasm.get(start..)).context("the wasm is empty")?;
    Ok(String::from_utf8(id.to_vec())?)
}

/// What `src/js` is bundled with, in the package and in its own tests.
fn bundle_flags(id: &str) -> Vec<String> {
    vec![
        format!("--define:CLERK_METHODS={}", json!(clerk_methods(&objects()))),
        format!("--define:CLERK_VERSION={}", json!(VERSION)),
        format!("--define:CLERK_BUILD={}", json!(id)),
        "--alias:wasm-glue=./pkg/clerk_wasm.js".to_owned(),
        format!("--alias:wasm-bytes=./{WASM}"),
        // gloo-net's fetch: see there.
        "--inject:src/js/transport.ts".to_owned(),
        "--bundle".to_owned(),
        "--target=es2022".to_owned(),
        // wasm-bindgen's glue names the same module once per block of imports.
        "--log-override:duplicate-object-key=silent".to_owned(),
    ]
}
