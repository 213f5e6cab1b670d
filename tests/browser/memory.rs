//! Objects cost no wasm memory, however many there are.

use js_sys::{Object, WebAssembly};
use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::lists::invite_many;
use crate::stage::{key, organization, package, reset, sign_in};
use crate::value::{call, get, length, new, number};

/// Objects in each list, and how often it is fetched: 100,000 objects.
const OBJECTS: usize = 500;
const LISTS: usize = 200;
/// Calls that answer one object.
const CALLS: usize = 800;

#[wasm_bindgen(inline_js = "
    export const watchNextInstance = (found) => {
        const { Instance } = WebAssembly;
        WebAssembly.Instance = function (module, imports) {
            WebAssembly.Instance = Instance;
            const made = new Instance(module, imports);
            found.exports = made.exports;
            return made;
        };
    };
")]
extern "C" {
    /// Notes what the next module that is instantiated exports.
    #[wasm_bindgen(js_name = watchNextInstance)]
    fn watch_next_instance(found: &Object);
}

/// Bytes of memory, and entries of the table that holds the module's JavaScript values.
fn size(exports: &JsValue) -> (f64, f64) {
    let values: Vec<JsValue> = Object::values(exports.unchecked_ref()).iter().collect();
    let memory = values.iter().find(|value| value.is_instance_of::<WebAssembly::Memory>()).expect("no memory");
    let tables = values.iter().filter(|value| value.is_instance_of::<WebAssembly::Table>());
    (number(memory, "buffer.byteLength"), tables.map(|table| number(table, "length")).sum())
}

#[wasm_bindgen_test]
async fn a_hundred_thousand_objects_and_a_thousand_calls_leave_it_flat() {
    reset().await;
    let found = Object::new();
    watch_next_instance(&found);
    // A module of its own: that of the other tests has its memory already.
    let class = get(&package("memory").await, "Clerk");
    let clerk = new(&class, json!([key()])).unwrap();
    sign_in(&clerk, crate::stage::ADA).await;
    let herons = organization(&clerk, "Night Herons").await;
    invite_many(&herons, OBJECTS).await;
    let exports = get(&found, "exports");

    let mut kept = Vec::new();
    let mut after_warm_up = None;
    for round in 0..LISTS {
        kept.push(call(&herons, "getPendingInvitations", json!([])).await);
        for _ in 0..CALLS / LISTS {
            call(&herons, "reload", json!([])).await;
        }
        if round == LISTS / 10 {
            after_warm_up = Some(size(&exports));
        }
    }
    assert_eq!(kept.iter().map(|list| length(list) as usize).sum::<usize>(), OBJECTS * LISTS);
    assert_eq!(Some(size(&exports)), after_warm_up, "bytes of memory, entries of tables");
}
