//! Arguments of a JavaScript call → parameters.

use clerk_api::endpoint::{Kind, Param};
use clerk_api::name::snake;
use clerk_api::request::{Pairs, Problem};
use clerk_api::{InvalidParam, Row};
use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

use crate::error::Error;
use crate::host::{get, text_of};

/// Items per page where a caller names a page but no size (FAPI 3).
const PAGE_SIZE: u32 = 10;

/// What a caller asked for.
pub struct Arguments {
    /// The parameters by their wire names.
    pub pairs: Pairs,
    /// Ends the call early.
    pub signal: Option<AbortSignal>,
    /// Whether the caller wants a page, and not all items.
    pub paged: bool,
}

impl Arguments {
    /// Reads an object of parameters; names are camelCase.
    pub fn read(row: &'static Row, params: &JsValue) -> Result<Self, Error> {
        let mut this = Arguments { pairs: Pairs::new(), signal: None, paged: false };
        this.read_object(row, params).map_err(Error::from)?;
        Ok(this)
    }

    fn read_object(&mut self, row: &'static Row, params: &JsValue) -> Result<(), InvalidParam> {
        let (mut page, mut size) = (None, None);
        for entry in Object::entries(params.unchecked_ref()) {
            let (name, value) = (get(&entry, "0"), get(&entry, "1"));
            let name = name.as_string().unwrap_or_default();
            match name.as_str() {
                _ if value.is_undefined() => {}
                "signal" => self.signal = value.dyn_into().ok(),
                "initialPage" if row.is_paged() => page = Some(positive(&name, &value)?),
                "pageSize" if row.is_paged() => size = Some(positive(&name, &value)?),
                _ => self.push(row, &snake(&name), &value)?,
            }
        }
        self.turn_pages(page, size);
        Ok(())
    }

    fn push(&mut self, row: &'static Row, name: &str, value: &JsValue) -> Result<(), InvalidParam> {
        let param = row.param(name).ok_or_else(|| refused(name, Problem::Unknown))?;
        self.paged |= matches!(param.name, "limit" | "offset");
        if Array::is_array(value) && param.kind.is_list() {
            for element in value.unchecked_ref::<Array>().iter() {
                self.pairs.push((param.name.to_owned(), text(param, &element)?));
            }
        } else {
            self.pairs.push((param.name.to_owned(), text(param, value)?));
        }
        Ok(())
    }

    /// `initialPage` and `pageSize` are `limit` and `offset` on the wire (FAPI 3).
    fn turn_pages(&mut self, page: Option<u32>, size: Option<u32>) {
        if page.is_none() && size.is_none() {
            return;
        }
        self.paged = true;
        let size = size.unwrap_or(PAGE_SIZE);
        let offset = (page.unwrap_or(1) - 1).saturating_mul(size);
        self.pairs.push(("limit".to_owned(), text_of(&size.into())));
        self.pairs.push(("offset".to_owned(), text_of(&offset.into())));
    }
}

fn refused(name: &str, problem: Problem) -> InvalidParam {
    InvalidParam { name: name.to_owned(), problem }
}

/// A form value: null is empty, objects are JSON (FAPI 1.4).
fn text(param: &Param, value: &JsValue) -> Result<String, InvalidParam> {
    if value.is_null() {
        return Ok(String::new());
    }
    if param.kind == Kind::Json {
        let json = JSON::stringify(value).map(String::from);
        return json.map_err(|_| refused(param.alias, Problem::WrongType));
    }
    if value.is_object() || value.is_function() || value.is_symbol() {
        return Err(refused(param.alias, Problem::WrongType));
    }
    Ok(text_of(value))
}

fn positive(name: &str, value: &JsValue) -> Result<u32, InvalidParam> {
    match value.as_f64() {
        Some(number) if number >= 1.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0 => Ok(number as u32),
        _ => Err(refused(&snake(name), Problem::NotPositive)),
    }
}
