//! What wasm-pack leaves on the table: names in the glue and the module that don't compress, imports
//! that keep esbuild from seeing what is used, and a second optimization.

use std::collections::{HashMap, HashSet};
use std::fs;

use anyhow::{Context, Result};

use crate::process::{command, root, run};

/// The module name that wasm-bindgen gives to its own imports.
const GLUE: &str = "./clerk_wasm_bg.js";
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
    let (glue, wat) = join_imports(&without_what_is_never_needed(&glue)?, &wat);
    let (glue, wat) = rename(&glue, &wat);
    fs::write(glue_file, glue)?;
    fs::write(root().join(text), wat)?;
    run(&mut command("wasm-opt", &[&[text, "-o", module], &PASSES[..], &FEATURES].concat())?)?;
    Ok(fs::remove_file(root().join(text))?)
}

/// What the glue does for callers and hosts that are not ours: where it begins, where it ends, and what stands there
/// instead.
const NEVER_NEEDED: [(&str, &str, &str); 6] = [
    // Only the message of a panic in gloo-net describes values at length, and a panic's message is shown nowhere.
    ("function debugString(val) {", "\n}\n", "function debugString(val) { return String(val); }\n"),
    // src/js/clerk.js calls initSync, as it is meant today.
    ("    if (module !== undefined) {\n", "\n    }\n", "    ({module} = module);\n"),
    // No text comes without a way to enlarge its place.
    ("    if (realloc === undefined) {\n", "\n    }\n", ""),
    // Hosts that run this module have these two.
    ("if (!('encodeInto' in cachedTextEncoder)) {\n", "\n}\n", ""),
    ("(typeof FinalizationRegistry === 'undefined')", " : ", ""),
    // Nothing here is at the end of a `using` block.
    ("if (Symbol.dispose)", "\n", ""),
];

fn without_what_is_never_needed(glue: &str) -> Result<String> {
    NEVER_NEEDED.iter().try_fold(glue.to_owned(), |glue, piece| without(&glue, *piece))
}

fn without(glue: &str, (begin, end, instead): (&str, &str, &str)) -> Result<String> {
    let (before, rest) = glue.split_once(begin).with_context(|| format!("the glue has no {begin}"))?;
    rest.split(begin).try_fold(before.to_owned(), |kept, rest| {
        let (_, after) = rest.split_once(end).with_context(|| format!("the glue has no end of {begin}"))?;
        Ok(kept + instead + after)
    })
}

/// The module imports functions of ours from our own modules where they need no glue, and the glue has a namespace
/// object for each. Here all imports come from the glue, each by its name.
fn join_imports(glue: &str, wat: &str) -> (String, String) {
    let imports = imports(wat);
    let plain: Vec<_> = imports.iter().filter(|(module, _)| *module != GLUE).map(|(_, name)| *name).collect();
    let is_namespace = |line: &&str| line.starts_with("import * as import") || line.contains("\": import");
    let mut glue: String = glue.lines().filter(|line| !is_namespace(line)).flat_map(|line| [line, "\n"]).collect();
    if !plain.is_empty() {
        glue = glue.replacen("import {", &format!("import {{ {},", plain.join(", ")), 1);
        glue = glue.replacen("const import0 = {", &format!("const import0 = {{ {},", plain.join(", ")), 1);
    }
    glue = glue.replacen("return {\n        __proto__: null,\n    };", "return { \"0\": import0 };", 1);
    let modules = imports.iter().map(|(module, _)| format!("(import \"{module}\""));
    let wat = modules.fold(wat.to_owned(), |wat, import| wat.replace(&import, "(import \"0\""));
    (glue, wat)
}

/// The glue and the module's text, both with short names.
fn rename(glue: &str, wat: &str) -> (String, String) {
    let taken: HashSet<_> = words(glue).collect();
    let mut free = (0..).map(name).filter(|name| !taken.contains(name.as_str()));
    let mut short = HashMap::new();
    for word in words(glue).filter(|word| is_generated(word)) {
        if !short.contains_key(word) {
            short.extend(free.next().map(|name| (word, name)));
        }
    }
    let replaced =
        |text: &str| -> String { words(text).map(|word| short.get(word).map_or(word, String::as_str)).collect() };
    (replaced(glue), replaced(wat))
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

/// What the wasm imports: (module, name).
fn imports(wat: &str) -> Vec<(&str, &str)> {
    let imports = wat.lines().filter_map(|line| line.trim_start().strip_prefix("(import \""));
    imports
        .filter_map(|import| {
            let mut parts = import.split('"');
            Some((parts.next()?, parts.nth(1)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE_TEXT: &str = r#"import { now } from "./a.js";
import * as import1 from "./a.js"
function get_imports() {
    const import0 = {
        __wbg_now_463ac581d2fc7ea3: function() { return now(); },
    };
    return {
        __proto__: null,
        "./clerk_wasm_bg.js": import0,
        "./a.js": import1,
    };
}
time(wasm.invoke__h086aba2b961cccf0());
"#;
    const WAT: &str = r#"(module
 (import "./clerk_wasm_bg.js" "__wbg_now_463ac581d2fc7ea3" (func $0))
 (import "./a.js" "online" (func $1))
 (export "invoke__h086aba2b961cccf0" (func $1)))"#;

    #[test]
    fn all_imports_come_from_the_glue_by_short_names() {
        let (glue, wat) = join_imports(GLUE_TEXT, WAT);
        let (glue, wat) = rename(&glue, &wat);
        assert_eq!(
            glue,
            r#"import { online, now } from "./a.js";
function get_imports() {
    const import0 = { online,
        _a: function() { return now(); },
    };
    return { "0": import0 };
}
time(wasm._b());
"#
        );
        assert_eq!(
            wat,
            r#"(module
 (import "0" "_a" (func $0))
 (import "0" "online" (func $1))
 (export "_b" (func $1)))"#
        );
    }

    #[test]
    fn what_is_never_needed_goes() {
        let glue = "a();\nif (x) {\n    old();\n}\nb();\nif (x) {\n}\nc();\n";
        let piece = ("if (x) {\n", "}\n", "new();\n");
        assert_eq!(without(glue, piece).unwrap(), "a();\nnew();\nb();\nnew();\nc();\n");
        assert!(without("a();", piece).is_err());
        assert!(without("if (x) {\n", piece).is_err());
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
