//! Objects cost no wasm memory, however many there are.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect, WebAssembly};
use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::lists::invite_many;
use crate::stage::{key, organization, package, reset, sign_in};
use crate::value::{call, get, length, new, number};

/// Objects in each list, and how often it is fetched: 100,000 objects.
const OBJECTS: usize = 500;
const LISTS: usize = 200;
/// Calls that answer one object.
const CALLS: usize = 800;

/// Notes what the next module that is instantiated exports.
fn watch_instantiation() -> Rc<RefCell<JsValue>> {
    let exports = Rc::new(RefCell::new(JsValue::UNDEFINED));
    let webassembly = Reflect::get(&js_sys::global(), &"WebAssembly".into()).unwrap();
    let original: Function = get(&webassembly, "instantiate").dyn_into().unwrap();
    let (found, unwatched) = (exports.clone(), (webassembly.clone(), original.clone()));
    let instantiate = Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(move |module, imports| {
        Reflect::set(&unwatched.0, &"instantiate".into(), &unwatched.1).unwrap();
        let (found, original) = (found.clone(), original.clone());
        future_to_promise(async move {
            let made: Promise = original.call2(&JsValue::UNDEFINED, &module, &imports)?.into();
            let made = JsFuture::from(made).await?;
            found.replace(get(&made, "instance.exports"));
            Ok(made)
        })
    });
    Reflect::set(&webassembly, &"instantiate".into(), &instantiate.into_js_value()).unwrap();
    exports
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
    let exports = watch_instantiation();
    // A module of its own: that of the other tests has its memory already.
    let class = get(&package("memory").await, "Clerk");
    let clerk = new(&class, json!([key()])).unwrap();
    sign_in(&clerk, crate::stage::ADA).await;
    let herons = organization(&clerk, "Night Herons").await;
    invite_many(&herons, OBJECTS).await;
    let exports = exports.borrow().clone();

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
