//! What is written now stands in the tree, so that a change of a declaration shows what it does to the package:
//! TypeScript in `src/js/generated/`, where the SDK imports it, OpenAPI in `snapshots/`.

use std::fs;
use std::path::PathBuf;

use clerk_codegen::javascript::javascript;
use clerk_codegen::objects::objects;
use clerk_codegen::openapi::openapi;
use clerk_codegen::typescript::typescript;

fn compare(name: &str, written: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&file, written).expect("the snapshot is written");
    }
    let kept = fs::read_to_string(&file).expect("the snapshot is read");
    assert!(kept == written, "{name} is out of date: look at it after UPDATE_SNAPSHOTS=1 cargo test -p clerk-codegen");
}

#[test]
fn javascript_is_as_it_was() {
    compare("../src/js/generated/resources.ts", &javascript(&objects()));
}

#[test]
fn typescript_is_as_it_was() {
    compare("../src/js/generated/types.ts", &typescript(&objects()));
}

#[test]
fn openapi_is_as_it_was() {
    compare("tests/snapshots/openapi.json", &openapi());
}
