//! Makes smaller what wasm-pack has built. Each step is here for what it saves of a script-tag page, in bytes after
//! brotli: short names 1122, a second optimization 176, the message of a panic 210. What saved less than 50 is gone. A
//! step that does not find what it changes fails the build.

use std::collections::{HashMap, HashSet};
use std::fs;

use anyhow::{Context, Result, ensure};

use crate::process::{command, root, run};

/// What the module may use, as wasm-bindgen and rustc do; its text form does not say.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// Smaller than `-Oz` alone by two per cent. The lowest 1024 bytes are the end of the stack, which nothing reaches but
/// a stack that is about to overflow; functions of like names compress better side by side.
const PASSES: [&str; 7] =
    ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--low-memory-unused", "--reorder-functions-by-name"];

/// Makes the glue and the module smaller.
pub fn shrink() -> Result<()> {
    let (module, text) = ("pkg/clerk_wasm_bg.wasm", "pkg/clerk_wasm_bg.wat");
    run(&mut command("wasm-dis", &[&[module, "-o", text], &FEATURES[..]].concat())?)?;
    let glue_file = root().join("pkg/clerk_wasm.js");
    let (glue, wat) = (fs::read_to_string(&glue_file)?, fs::read_to_string(root().join(text))?);
    let (glue, wat) = rename(&with_short_panics(&glue)?, &wat)?;
    fs::write(glue_file, glue)?;
    fs::write(root().join(text), wat)?;
    run(&mut command("wasm-opt", &[&[text, "-o", module], &PASSES[..], &FEATURES].concat())?)?;
    Ok(fs::remove_file(root().join(text))?)
}

/// The glue describes a value at length only for the message of a panic in gloo-net, which is shown nowhere.
fn with_short_panics(glue: &str) -> Result<String> {
    let begin = "function debugString(val) {";
    let (before, rest) = glue.split_once(begin).with_context(|| format!("the glue has no {begin}"))?;
    let (_, after) = rest.split_once("\n}\n").with_context(|| format!("the glue has no end of {begin}"))?;
    Ok(format!("{before}{begin} return String(val); }}\n{after}"))
}

/// The glue and the module's text, both with short names.
fn rename(glue: &str, wat: &str) -> Result<(String, String)> {
    let taken: HashSet<_> = words(glue).collect();
    let mut free = (0..).map(name).filter(|name| !taken.contains(name.as_str()));
    let mut short = HashMap::new();
    for word in words(glue).filter(|word| is_generated(word)) {
        if !short.contains_key(word) {
            short.extend(free.next().map(|name| (word, name)));
        }
    }
    ensure!(!short.is_empty(), "the glue has no names of wasm-bindgen's making");
    let outside = wat.lines().filter(|line| ["(import ", "(export "].iter().any(|mark| line.trim().starts_with(mark)));
    for name in outside.flat_map(words).filter(|word| is_generated(word)) {
        ensure!(short.contains_key(name), "the module has {name}, and the glue has not");
    }
    let replaced =
        |text: &str| -> String { words(text).map(|word| short.get(word).map_or(word, String::as_str)).collect() };
    Ok((replaced(glue), replaced(wat)))
}

/// `_a` … `_Z`, `_aa` …
fn name(mut number: usize) -> String {
    let mut name = String::from("_");
    loop {
        name.push(char::from(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 52]));
        if number < 52 {
            return name;
        }
        number = number / 52 - 1;
    }
}

/// The text in pieces: names, and single characters between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
        let end = if end == 0 { rest.chars().next()?.len_utf8() } else { end };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// Whether wasm-bindgen made the name up: it is marked as such, or ends in 16 hexadecimal digits.
fn is_generated(word: &str) -> bool {
    let hash = word.len().checked_sub(16).filter(|start| *start > 1).and_then(|start| word.get(start..));
    let is_hashed = hash.is_some_and(|hash| hash.bytes().all(|digit| digit.is_ascii_hexdigit()));
    is_hashed || ["__wbg_", "__wbindgen_", "__externref_"].iter().any(|mark| word.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = r#"import { now } from "./a.js";
const import0 = { __wbg_now_463ac581d2fc7ea3: function() { return now(); } };
time(wasm.invoke__h086aba2b961cccf0());
"#;
    const WAT: &str = r#"(module
 (import "./clerk_wasm_bg.js" "__wbg_now_463ac581d2fc7ea3" (func $0))
 (import "./a.js" "online" (func $1))
 (export "invoke__h086aba2b961cccf0" (func $1)))"#;

    #[test]
    fn what_wasm_bindgen_named_has_short_names() {
        let (glue, wat) = rename(GLUE, WAT).unwrap();
        assert_eq!(
            glue,
            r#"import { now } from "./a.js";
const import0 = { _a: function() { return now(); } };
time(wasm._b());
"#
        );
        assert_eq!(
            wat,
            r#"(module
 (import "./clerk_wasm_bg.js" "_a" (func $0))
 (import "./a.js" "online" (func $1))
 (export "_b" (func $1)))"#
        );
    }

    #[test]
    fn names_that_do_not_meet_fail() {
        assert!(rename("nothing();", WAT).is_err());
        assert!(rename(&GLUE.replace("__wbg_now_463ac581d2fc7ea3", "__wbg_then_463ac581d2fc7ea3"), WAT).is_err());
    }

    #[test]
    fn a_glue_that_describes_values_in_another_way_fails() {
        let glue = "a();\nfunction debugString(val) {\n    long();\n}\nb();\n";
        assert_eq!(with_short_panics(glue).unwrap(), "a();\nfunction debugString(val) { return String(val); }\nb();\n");
        assert!(with_short_panics("a();").is_err());
        assert!(with_short_panics("function debugString(val) {").is_err());
    }

    #[test]
    fn names_do_not_repeat() {
        let names: std::collections::BTreeSet<_> = (0..4000).map(name).collect();
        assert_eq!(names.len(), 4000);
    }

    #[test]
    fn leaves_plain_names() {
        for name in ["memory", "core_new", "463ac581d2fc7ea3", "a_word_without_a_hash", "__proto__"] {
            assert!(!is_generated(name), "{name}");
        }
    }
}
