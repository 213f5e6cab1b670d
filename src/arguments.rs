//! The arguments of a JavaScript call, as text → parameters. `js/arguments.ts` writes what is read here.

use clerk_api::Operation;
use clerk_api::name::snake;
use clerk_api::param::{InvalidParam, Kind, Problem};
use clerk_api::request::Arguments;

/// Items per page where a caller names a page but no size (docs/fapi.md 3).
const PAGE_SIZE: u32 = 10;

/// How a value was given: the first letter of a line, before the parameter's name. The line after it is the value.
mod given {
    /// A text, number or flag; null is empty.
    pub const ONE: char = '=';
    /// The same, as an item of an array.
    pub const ITEM: char = '+';
    /// An object, as JSON.
    pub const OBJECT: char = '{';
}

/// Reads the lines of a call; names are camelCase. In both lines of a parameter `\\` stands for `\` and `\n` for the end
/// of a line.
pub fn read(operation: &'static Operation, lines: &str) -> Result<Arguments, InvalidParam> {
    let mut arguments = Arguments::new();
    let (mut page, mut size) = (None, None);
    let mut rest = lines;
    while !rest.is_empty() {
        let (name, value) = (line(&mut rest), line(&mut rest));
        let mut letters = name.chars();
        let how = letters.next().unwrap_or_default();
        match letters.as_str() {
            name @ "initialPage" if operation.is_paged() => page = Some(positive(name, &value)?),
            name @ "pageSize" if operation.is_paged() => size = Some(positive(name, &value)?),
            name => push(&mut arguments, operation, how, &snake(name), value)?,
        }
    }
    if page.is_some() || size.is_some() {
        // On the wire they are `limit` and `offset` (docs/fapi.md 3).
        let size = size.unwrap_or(PAGE_SIZE);
        let offset = (page.unwrap_or(1) - 1).saturating_mul(size);
        push(&mut arguments, operation, given::ONE, "limit", decimal(size))?;
        push(&mut arguments, operation, given::ONE, "offset", decimal(offset))?;
    }
    Ok(arguments)
}

fn push(
    arguments: &mut Arguments,
    operation: &'static Operation,
    how: char,
    name: &str,
    value: String,
) -> Result<(), InvalidParam> {
    let param = operation.param(name)?;
    let is_json = param.kind == Kind::Json;
    let fits = match how {
        given::ONE => !is_json || value.is_empty(),
        given::ITEM => param.kind.is_list(),
        given::OBJECT => is_json,
        _ => false,
    };
    if !fits {
        return Err(Problem::WrongType.of(param.alias));
    }
    arguments.push((param.name, value));
    Ok(())
}

/// Takes a line off the text.
fn line(rest: &mut &str) -> String {
    let mut out = String::new();
    let mut letters = rest.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\n' => break,
            '\\' => out.push(if letters.next() == Some('n') { '\n' } else { '\\' }),
            _ => out.push(letter),
        }
    }
    *rest = letters.as_str();
    out
}

fn positive(name: &str, value: &str) -> Result<u32, InvalidParam> {
    match value.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(Problem::NotPositive.of(&snake(name))),
    }
}

/// The number in digits. The standard library's formatting is ten times as large.
fn decimal(number: u32) -> String {
    let mut out = if number < 10 { String::new() } else { decimal(number / 10) };
    out.push(char::from(b'0' + (number % 10) as u8));
    out
}
