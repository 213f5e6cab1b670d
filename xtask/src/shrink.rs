//! What wasm-pack leaves on the table. wasm-bindgen gives each import and export a name that ends in
//! a hash; the names stand in the glue and in the module, and hashes don't compress.

use std::collections::HashMap;
use std::fs;

use anyhow::Result;

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
/// Smaller than `-Oz` alone by one per cent.
const PASSES: [&str; 6] = ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--converge"];

/// Shortens the names and optimizes the module once more.
pub fn shrink() -> Result<()> {
    let (module, text) = ("pkg/clerk_wasm_bg.wasm", "pkg/clerk_wasm_bg.wat");
    run(&mut command("wasm-dis", &[&[module, "-o", text], &FEATURES[..]].concat())?)?;
    let glue_file = root().join("pkg/clerk_wasm.js");
    let (glue, wat) = rename(&fs::read_to_string(&glue_file)?, &fs::read_to_string(root().join(text))?);
    fs::write(glue_file, glue)?;
    fs::write(root().join(text), wat)?;
    run(&mut command("wasm-opt", &[&[text, "-o", module], &PASSES[..], &FEATURES].concat())?)?;
    Ok(fs::remove_file(root().join(text))?)
}

/// The glue and the module's text, both with short names.
fn rename(glue: &str, wat: &str) -> (String, String) {
    let mut short = HashMap::new();
    let hashed: Vec<_> = words(glue).filter(|word| is_hashed(word)).collect();
    for word in hashed {
        let next = format!("_{}", short.len());
        short.entry(word).or_insert(next);
    }
    let replaced =
        |text: &str| -> String { words(text).map(|word| short.get(word).map_or(word, String::as_str)).collect() };
    let (mut new_glue, mut new_wat) = (replaced(glue), replaced(wat));
    for (index, module) in modules(wat).into_iter().enumerate() {
        // The key in the glue's object of imports; the same text in an import statement stays.
        new_glue = new_glue.replace(&format!("\"{module}\": import"), &format!("\"{index}\": import"));
        new_wat = new_wat.replace(&format!("(import \"{module}\""), &format!("(import \"{index}\""));
    }
    (new_glue, new_wat)
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

/// Whether a name ends in 16 hexadecimal digits.
fn is_hashed(word: &str) -> bool {
    let hash = word.len().checked_sub(16).filter(|start| *start > 1).map(|start| &word[start..]);
    hash.is_some_and(|hash| hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// The modules that the wasm imports from.
fn modules(wat: &str) -> Vec<&str> {
    let imports = wat.lines().filter_map(|line| line.trim_start().strip_prefix("(import \""));
    let mut modules: Vec<_> = imports.filter_map(|import| import.split('"').next()).collect();
    modules.sort();
    modules.dedup();
    modules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortens_the_same_names_in_both() {
        let glue = r#"import { now } from "./a.js"; const import0 = { __wbg_now_463ac581d2fc7ea3: now };
            export default { "./a.js": import0, time: wasm.invoke__h086aba2b961cccf0() }"#;
        let wat = r#"(module
 (import "./a.js" "__wbg_now_463ac581d2fc7ea3" (func $0))
 (export "invoke__h086aba2b961cccf0" (func $1)))"#;
        let (glue, wat) = rename(glue, wat);
        assert_eq!(
            glue,
            r#"import { now } from "./a.js"; const import0 = { _0: now };
            export default { "0": import0, time: wasm._1() }"#
        );
        assert_eq!(
            wat,
            r#"(module
 (import "0" "_0" (func $0))
 (export "_1" (func $1)))"#
        );
    }

    #[test]
    fn leaves_plain_names() {
        for name in ["memory", "core_new", "463ac581d2fc7ea3", "a_word_without_a_hash"] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
