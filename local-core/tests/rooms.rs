//! Rooms use only rooms below them, so that each can be read, and changed, without what stands on it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the bottom to the top. Those of one line don't use each other.
const ROOMS: [&[&str]; 10] = [
    &["clock", "config", "refusal"],
    &["random"],
    &["signer"],
    &["db"],
    &["http"],
    &["instance", "outbox"],
    &["users"],
    &["organizations"],
    &["accounts"],
    &["dev"],
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => sources(&path, found),
            false if path.extension().is_some_and(|extension| extension == "rs") => found.push(path),
            false => {}
        }
    }
}

/// The rooms that a text uses: `crate::room::…`, and `crate::{room, room::…}`.
fn used(text: &str) -> BTreeSet<String> {
    let word = |text: &str| {
        text.trim().split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().map(str::to_owned)
    };
    let mut rooms = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                let mut item = String::new();
                for letter in list.chars() {
                    match letter {
                        '}' if depth == 0 => break,
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 0 => rooms.extend(word(&std::mem::take(&mut item))),
                        letter => item.push(letter),
                    }
                }
                rooms.extend(word(&item));
            }
            None => rooms.extend(word(rest)),
        }
    }
    rooms
}

#[test]
fn no_arrow_runs_up() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let level = |room: &str| ROOMS.iter().position(|rooms| rooms.contains(&room));
    let mut arrows = 0;
    for file in files {
        let inside = file.strip_prefix(&src).expect("a source");
        let room = inside.components().next().and_then(|part| Path::new(part.as_os_str()).file_stem()?.to_str());
        let room = room.expect("a room").to_owned();
        if room == "lib" || room == "core" {
            continue;
        }
        let own = level(&room).unwrap_or_else(|| panic!("the room {room} has no place in this test"));
        let text = fs::read_to_string(&file).expect("a text");
        // Tests may use everything.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for other in used(text).into_iter().filter(|other| *other != room) {
            let theirs = level(&other).unwrap_or_else(|| panic!("{}: what is crate::{other}?", inside.display()));
            assert!(theirs < own, "{} uses {other}, which stands above {room}", inside.display());
            arrows += 1;
        }
    }
    assert!(arrows > 50, "the test sees the arrows: {arrows}");
}

/// A connection keeps that many statements prepared; with fewer, each request would prepare its own anew.
#[test]
fn all_statements_stay_prepared() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let texts: String = files.iter().map(|file| fs::read_to_string(file).expect("a text")).collect();
    let statements: usize =
        ["tx.find", "tx.list", "tx.value", "tx.change"].iter().map(|call| texts.matches(call).count()).sum();
    let (_, rest) = texts.split_once("const PREPARED_STATEMENTS: usize = ").expect("the constant");
    let kept: usize = rest.split(';').next().and_then(|number| number.parse().ok()).expect("a number");
    assert!((50..kept).contains(&statements), "{statements} statements, {kept} are kept");
}
