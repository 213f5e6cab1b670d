//! Makes smaller what wasm-pack has built. Each step is here for what it saves of a script-tag page, in bytes after
//! brotli: short names 1122, a second optimization 176, what only panics need 2347. What saved less than 50 is gone. A
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
    let (glue, wat) = match what_formats(&wat) {
        None => (without_descriptions(&glue)?, without_messages(&wat)?),
        // With another Rust or another dependency the package is larger, but right; the size test tells.
        Some(function) => {
            eprintln!("{function} formats text, so the package keeps what only panics need");
            (glue, wat)
        }
    };
    let (glue, wat) = rename(&glue, &wat)?;
    fs::write(glue_file, glue)?;
    fs::write(root().join(text), wat)?;
    run(&mut command("wasm-opt", &[&[text, "-o", module], &PASSES[..], &FEATURES].concat())?)?;
    Ok(fs::remove_file(root().join(text))?)
}

/// The import that describes a value at length, for the message of a panic alone.
const DESCRIPTION: &str = "__wbg___wbindgen_debug_string_";

/// The glue without what describes a value.
fn without_descriptions(glue: &str) -> Result<String> {
    let glue = without(glue, "function debugString(val) {", "\n}\n")?;
    without(&glue, DESCRIPTION, "\n        },\n")
}

/// The text without what stands between the first `begin` and the `end` after it, and without them.
fn without(text: &str, begin: &str, end: &str) -> Result<String> {
    let (before, rest) = text.split_once(begin).with_context(|| format!("the glue has no {begin}"))?;
    let (_, after) = rest.split_once(end).with_context(|| format!("the glue has no end of {begin}"))?;
    Ok([before, after].concat())
}

/// A function that formats text (`std::fmt`) for something else than the message of a panic.
fn what_formats(wat: &str) -> Option<&str> {
    let calls = |line: &str| line.split_once("call $").is_some_and(|(_, callee)| is_formatting(identifier(callee)));
    lines(wat).find(|(function, line)| !is_message(function) && calls(line)).map(|(function, _)| function)
}

/// The module's text without what puts the message of a panic together, which is shown nowhere: the panic traps at once,
/// as it did in the end.
fn without_messages(wat: &str) -> Result<String> {
    let (mut kept, mut emptied) = (String::with_capacity(wat.len()), 0);
    for (function, line) in lines(wat).filter(|(_, line)| !is_import(line, DESCRIPTION)) {
        if is_message(function) && line == " )" {
            kept.push_str("  (unreachable)\n");
            emptied += 1;
        } else if is_message(function) && !line.starts_with(" (func ") {
            continue;
        }
        kept.push_str(line);
        kept.push('\n');
    }
    ensure!(emptied > 0, "the module has no functions of panics; does wasm-pack leave it the names?");
    let digits = digits();
    Ok(kept.replace(&digits, &" ".repeat(digits.len())))
}

/// The lines of a module's text, each with the name of the function that it belongs to; outside of functions it is empty.
fn lines(wat: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut function = "";
    wat.lines().map(move |line| {
        if line.starts_with(" (") || line == ")" {
            function = line.strip_prefix(" (func $").map_or("", identifier);
        }
        (function, line)
    })
}

/// The table by which `std::fmt` writes numbers: `00` to `99`.
fn digits() -> String {
    (0..100).map(|number| format!("{number:02}")).collect()
}

fn is_import(line: &str, name: &str) -> bool {
    line.starts_with(" (import ") && line.contains(name)
}

/// The name at the beginning of `text`, in quotes or bare.
fn identifier(text: &str) -> &str {
    let quoted = text.strip_prefix('"').and_then(|text| text.split('"').next());
    quoted.unwrap_or_else(|| text.split([' ', ')']).next().unwrap_or_default())
}

/// Whether a function is there for the messages of panics, if nothing else formats.
fn is_message(function: &str) -> bool {
    function.contains("::panicking::") || is_formatting(function)
}

fn is_formatting(function: &str) -> bool {
    function.contains("::fmt::")
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
    let given = outside.flat_map(|line| line.trim().split(" (").next()).flat_map(words);
    for name in given.filter(|word| is_generated(word)) {
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

    fn panics() -> String {
        let module = r#"(module
 (data $0 (i32.const 9) "DIGITS")
 (elem $0 (i32.const 1) $"<u32 as core[c5]::fmt::Display>::fmt")
 (func $"<u32 as core[c5]::fmt::Display>::fmt" (param $0 i32) (result i32)
  (local $1 i32)
  (i32.const 0)
 )
 (func $"core[c5]::panicking::panic_fmt"
  (call $"<u32 as core[c5]::fmt::Display>::fmt"
   (i32.const 0)
  )
 )
 (func $plan
  (call $"core[c5]::panicking::panic_fmt")
 )
)"#;
        module.replace("DIGITS", &digits())
    }

    #[test]
    fn panics_trap_at_once() {
        let wat = without_messages(&panics()).unwrap();
        assert!(wat.contains(" (func $\"core[c5]::panicking::panic_fmt\"\n  (unreachable)\n )\n"), "{wat}");
        assert!(!wat.contains("0102"), "{wat}");
        assert!(wat.contains("(param $0 i32) (result i32)\n  (unreachable)\n )\n"), "{wat}");
        assert!(wat.contains(" (func $plan\n  (call $\"core[c5]::panicking::panic_fmt\")\n )\n)"), "{wat}");
    }

    #[test]
    fn what_else_formats_is_found() {
        assert_eq!(what_formats(&panics()), None);
        let wat = panics().replace("(call $\"core[c5]::panicking::panic_fmt\")", "(call $\"core[c5]::fmt::write\")");
        assert_eq!(what_formats(&wat), Some("plan"));
        assert!(without_messages("(module\n)").is_err());
    }

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
        let glue = "a();\nfunction debugString(val) {\n    long();\n}\nb = {
        __wbg___wbindgen_debug_string_f2: function(arg0) {\n            debugString(arg0);\n        },\n    c };\n";
        assert_eq!(without_descriptions(glue).unwrap(), "a();\nb = {\n            c };\n");
        assert!(without_descriptions("a();").is_err());
        assert!(without_descriptions("function debugString(val) {").is_err());
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
