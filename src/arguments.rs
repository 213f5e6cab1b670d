//! Arguments of a JavaScript call → parameters.

use clerk_api::Operation;
use clerk_api::name::snake;
use clerk_api::param::{InvalidParam, Kind, Problem};
use clerk_api::request::Arguments;
use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

use crate::host::{get, to_texts};

/// Items per page where a caller names a page but no size (FAPI 3).
const PAGE_SIZE: u32 = 10;

/// Reads an object of parameters; names are camelCase.
pub fn read(operation: &'static Operation, params: &JsValue) -> Result<Arguments, InvalidParam> {
    let mut pairs = Arguments::new();
    let (mut page, mut size) = (None, None);
    for name in Object::keys(params.unchecked_ref::<Object>()) {
        let name = name.as_string().unwrap_or_default();
        let value = get(params, &name);
        match name.as_str() {
            "signal" => {}
            _ if value.is_undefined() => {}
            "initialPage" if operation.is_paged() => page = Some(positive(&name, &value)?),
            "pageSize" if operation.is_paged() => size = Some(positive(&name, &value)?),
            _ => push(&mut pairs, operation, &snake(&name), &value)?,
        }
    }
    if page.is_some() || size.is_some() {
        // On the wire they are `limit` and `offset` (FAPI 3).
        let size = size.unwrap_or(PAGE_SIZE);
        let offset = (page.unwrap_or(1) - 1).saturating_mul(size);
        push(&mut pairs, operation, "limit", &size.into())?;
        push(&mut pairs, operation, "offset", &offset.into())?;
    }
    Ok(pairs)
}

fn push(pairs: &mut Arguments, operation: &'static Operation, name: &str, value: &JsValue) -> Result<(), InvalidParam> {
    let param = operation.param(name)?;
    for text in to_texts(value, param.kind.is_list(), param.kind == Kind::Json) {
        let text = text.as_string().ok_or_else(|| Problem::WrongType.of(param.alias))?;
        pairs.push((param.name, text));
    }
    Ok(())
}

/// What ends the call early, if the caller gave it.
pub fn signal(params: &JsValue) -> Result<Option<AbortSignal>, InvalidParam> {
    let signal = get(params, "signal");
    if !signal.is_truthy() {
        return Ok(None);
    }
    signal.dyn_into().map(Some).map_err(|_| Problem::WrongType.of("signal"))
}

fn positive(name: &str, value: &JsValue) -> Result<u32, InvalidParam> {
    let number = value.as_f64().unwrap_or_default();
    let whole = number as u32;
    if whole > 0 && f64::from(whole) == number { Ok(whole) } else { Err(Problem::NotPositive.of(&snake(name))) }
}
