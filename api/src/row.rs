//! An operation as a line of text. The npm package holds the operations in this form, and hands each to the wasm module
//! when it is called for the first time: the text costs a page less than the data does, and a call never depends on the
//! place of an operation in a list.

use crate::caller::CallerKind;
use crate::endpoint::{Method, Operation, Shape};
use crate::param::{Kind, Param};

/// Methods by name.
const METHODS: [Method; 5] = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
/// Kinds by letter.
const KINDS: [(char, Kind); 7] = [
    ('t', Kind::Text),
    ('e', Kind::Email),
    ('n', Kind::Number),
    ('f', Kind::Flag),
    ('T', Kind::Texts),
    ('E', Kind::Emails),
    ('j', Kind::Json),
];

/// `GET /v1/organizations/{organization_id}/memberships spe organization_id:t! role:T paginated:f=true`
///
/// The third word is a sum of letters: `s` somebody must be signed in, `p` the response is a page, `l` it is an array,
/// `e` it stands in an envelope, `c` the client comes with it, `a` it is the client, `-` nothing of these. Then comes each
/// parameter: name, letter of its kind, `!` if it is required, `=` and its default, and after another colon the name
/// that JavaScript uses, where it is another one. The operation's name and its permission are left out.
pub fn format(operation: &Operation) -> String {
    let traits = [
        ("s", operation.caller.is_signed_in()),
        ("p", operation.shape == Shape::Page),
        ("l", operation.shape == Shape::List),
        ("e", operation.envelope),
        ("c", operation.client),
        ("a", operation.answers_client),
    ];
    let letters: String = traits.iter().filter(|(_, has)| *has).map(|(letter, _)| *letter).collect();
    let letters = if letters.is_empty() { "-" } else { &letters };
    let params: String = operation.params.iter().map(format_param).collect();
    format!("{} {} {letters}{params}", operation.method.as_str(), operation.path)
}

fn format_param(param: &Param) -> String {
    let kind = KINDS.iter().find(|(_, kind)| *kind == param.kind).map_or('t', |(letter, _)| *letter);
    let required = if param.required { "!" } else { "" };
    let default = param.default.map_or_else(String::new, |default| format!("={default}"));
    let alias = if param.alias == param.name { String::new() } else { format!(":{}", param.alias) };
    format!(" {}:{kind}{required}{default}{alias}", param.name)
}

/// Reads what [`format()`] has written. The operation stays in memory for good, so read each text once.
pub fn parse(text: &str) -> Option<&'static Operation> {
    let text: &'static str = String::leak(text.to_owned());
    let mut words = Words { rest: Some(text), separator: b' ' };
    let (method, path, letters) = (words.next()?, words.next()?, words.next()?);
    let method = *METHODS.iter().find(|known| known.as_str() == method)?;
    let has = |letter: u8| letters.bytes().any(|found| found == letter);
    let mut params = Vec::new();
    for word in words {
        params.push(parse_param(word)?);
    }
    Some(Box::leak(Box::new(Operation {
        name: "",
        method,
        path,
        params: params.leak(),
        caller: if has(b's') { CallerKind::User } else { CallerKind::Browser },
        permission: None,
        shape: match (has(b'p'), has(b'l')) {
            (true, _) => Shape::Page,
            (_, true) => Shape::List,
            _ => Shape::One,
        },
        answers_client: has(b'a'),
        envelope: has(b'e'),
        client: has(b'c'),
    })))
}

fn parse_param(word: &'static str) -> Option<Param> {
    let mut parts = Words { rest: Some(word), separator: b':' };
    let (name, traits) = (parts.next()?, parts.next()?);
    let mut letters = traits.chars();
    let letter = letters.next()?;
    let (_, kind) = *KINDS.iter().find(|(known, _)| *known == letter)?;
    let rest = letters.as_str();
    let (required, rest) = rest.strip_prefix('!').map_or((false, rest), |rest| (true, rest));
    Some(Param { name, alias: parts.next().unwrap_or(name), kind, required, default: rest.strip_prefix('=') })
}

/// The pieces of a text. A tenth of the size of the standard library's `split`.
struct Words {
    rest: Option<&'static str>,
    separator: u8,
}

impl Iterator for Words {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let rest = self.rest?;
        let end = rest.bytes().position(|byte| byte == self.separator);
        self.rest = end.and_then(|end| rest.get(end + 1..));
        rest.get(..end.unwrap_or(rest.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ENDPOINTS, Endpoint, InviteMembers, ListMemberships};

    /// What a row says of an operation.
    fn said(operation: &Operation) -> impl PartialEq + std::fmt::Debug {
        let Operation { method, path, params, caller, shape, answers_client, envelope, client, .. } = *operation;
        (method, path, params, caller.is_signed_in(), shape, answers_client, envelope, client)
    }

    #[test]
    fn every_operation_survives() {
        for operation in ENDPOINTS.iter().map(|endpoint| endpoint.operation) {
            let row = format(operation);
            assert_eq!(said(parse(&row).expect(&row)), said(operation), "{row}");
        }
    }

    #[test]
    fn rows_can_be_read() {
        assert_eq!(
            format(ListMemberships::OPERATION),
            "GET /v1/organizations/{organization_id}/memberships spe organization_id:t! role:T query:t limit:n offset:n \
             paginated:f=true"
        );
        let bulk = format(InviteMembers::OPERATION);
        assert!(bulk.contains(" email_address:E!:email_addresses "), "{bulk}");
    }

    #[test]
    fn what_is_no_row_is_refused() {
        for text in ["", "GET", "GET /v1", "BREW /v1 -", "GET /v1 - name", "GET /v1 - name:", "GET /v1 - name:?"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
