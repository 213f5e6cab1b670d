//! Encodes a call in the SDK: parameters are checked and put into the path, the query or the body (docs/fapi.md 1.3, 1.4).
//! [`crate::form`] decodes it on the server.

use serde_json::Value;

use crate::endpoint::{Endpoint, Method, Operation};
use crate::param::{InvalidParam, Param, Problem};

/// Parameters by their wire names, in the order the caller gave them. A list repeats its name.
pub type Arguments = Vec<(&'static str, String)>;

/// A request that any transport can send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Logical method.
    pub method: Method,
    /// Path from the root of the API, escaped.
    pub path: String,
    /// The other parameters, form-encoded: the query of a GET, otherwise the body.
    pub form: String,
}

impl Operation {
    /// Finds a parameter by its wire name or its JavaScript name.
    pub fn param(&self, name: &str) -> Result<&'static Param, InvalidParam> {
        let param = self.params.iter().find(|param| param.name == name || param.alias == name);
        param.ok_or_else(|| Problem::Unknown.of(name))
    }

    /// Checks the parameters and puts each into the path or the form.
    pub fn request(&self, mut pairs: Arguments) -> Result<Request, InvalidParam> {
        for param in self.params {
            let values = pairs.iter().filter(|(name, _)| *name == param.name).map(|(_, value)| value.as_str());
            let count = param.check(values).map_err(|problem| problem.of(param.alias))?;
            if count == 0
                && let Some(default) = param.default
            {
                pairs.push((param.name, default.to_owned()));
            }
        }
        let path = self.fill_path(&mut pairs)?;
        Ok(Request { method: self.method, path, form: encode(&pairs) })
    }

    fn fill_path(&self, pairs: &mut Arguments) -> Result<String, InvalidParam> {
        let (mut path, mut rest) = (String::new(), self.path);
        while let Some((fixed, parameter)) = cut(rest, b'{') {
            let (name, after) = cut(parameter, b'}').unwrap_or_default();
            path.push_str(fixed);
            if let Some(index) = pairs.iter().position(|(given, _)| *given == name) {
                let (name, value) = pairs.remove(index);
                // URL parsers treat these as steps between folders, escaped or not (WHATWG URL 4.4): the call would go
                // to another path.
                if value == "." || value == ".." {
                    return Err(Problem::NotAnId.of(name));
                }
                escape(&mut path, &value, "%20");
            }
            rest = after;
        }
        path.push_str(rest);
        Ok(path)
    }
}

/// Splits a text at the first occurrence of an ASCII character.
fn cut(text: &str, character: u8) -> Option<(&str, &str)> {
    let index = text.bytes().position(|byte| byte == character)?;
    Some((text.get(..index)?, text.get(index + 1..)?))
}

/// `application/x-www-form-urlencoded` (WHATWG URL 5.2).
pub fn encode<N: AsRef<str>>(pairs: &[(N, String)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        append(&mut out, name.as_ref(), value);
    }
    out
}

/// Appends a parameter to a form.
pub fn append(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    form.push_str(name);
    form.push('=');
    escape(form, value, "+");
}

/// Appends a text and escapes every byte except letters, digits and `-._`, which is safe in paths, queries and forms.
///
/// The crates for this bring a table of all escapes, which is larger than the rest of this module.
fn escape(out: &mut String, text: &str, space: &str) {
    for byte in text.bytes() {
        match byte {
            b' ' => out.push_str(space),
            b'-' | b'.' | b'_' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => {
                out.push('%');
                out.push(hex(byte >> 4));
                out.push(hex(byte & 15));
            }
        }
    }
}

fn hex(digit: u8) -> char {
    char::from(if digit < 10 { b'0' + digit } else { b'A' - 10 + digit })
}

/// The parameters of a typed request. Absent options are left out, lists repeat their name, objects become JSON text.
pub fn pairs<E: Endpoint>(request: &E) -> Result<Arguments, InvalidParam> {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(request) else {
        return Err(Problem::WrongType.of(E::OPERATION.path));
    };
    let mut pairs = Arguments::new();
    for param in E::OPERATION.params {
        match fields.remove(param.name) {
            None | Some(Value::Null) => {}
            Some(Value::Array(values)) => pairs.extend(values.into_iter().map(|value| (param.name, text(value)))),
            Some(value) => pairs.push((param.name, text(value))),
        }
    }
    Ok(pairs)
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{CreateSignUp, Email, InviteMembers, Json, ListMemberships, TouchSession, UpdateOrganization};

    fn request<E: Endpoint>(endpoint: &E) -> Result<Request, InvalidParam> {
        E::OPERATION.request(pairs(endpoint)?)
    }

    #[test]
    fn puts_each_parameter_where_it_travels() {
        let get = request(&ListMemberships {
            organization_id: "org_1/..?x".into(),
            query: Some("Smith, John & co".into()),
            role: Some(vec!["admin".into(), "basic_member".into()]),
            limit: Some(500),
            ..Default::default()
        });
        let get = get.unwrap();
        assert_eq!(get.path, "/v1/organizations/org_1%2F..%3Fx/memberships");
        assert_eq!(get.form, "role=admin&role=basic_member&query=Smith%2C+John+%26+co&limit=500&paginated=true");
        assert_eq!(get.method, Method::GET);

        let patch =
            request(&UpdateOrganization { organization_id: "org_1".into(), name: Some("A B".into()), slug: None });
        assert_eq!(patch.unwrap().form, "name=A+B");
    }

    #[test]
    fn objects_travel_as_json_and_null_as_empty() {
        let sign_up =
            CreateSignUp { unsafe_metadata: Some(Json(serde_json::json!({"teamSize": 3}))), ..Default::default() };
        assert_eq!(request(&sign_up).unwrap().form, "unsafe_metadata=%7B%22teamSize%22%3A3%7D");
        let touch =
            TouchSession { session_id: "sess_1".into(), active_organization_id: Some(String::new()), intent: None };
        assert_eq!(request(&touch).unwrap().form, "active_organization_id=");
    }

    #[test]
    fn refuses_bad_parameters_by_name() {
        let refused = |operation: &Operation, given: &[(&'static str, &str)]| {
            let pairs = given.iter().map(|(name, value)| (*name, value.to_string())).collect();
            operation.request(pairs).unwrap_err()
        };
        let operation = ListMemberships::OPERATION;
        let of = |name: &str, problem| InvalidParam { name: name.into(), problem };
        assert_eq!(refused(operation, &[]), of("organization_id", Problem::Missing));
        assert_eq!(refused(operation, &[("organization_id", "")]), of("organization_id", Problem::Empty));
        assert_eq!(refused(operation, &[("organization_id", "..")]), of("organization_id", Problem::NotAnId));
        assert_eq!(operation.param("colour").unwrap_err(), of("colour", Problem::Unknown));
        assert_eq!(refused(operation, &[("organization_id", "o"), ("limit", "-1")]), of("limit", Problem::NotANumber));
        assert_eq!(
            refused(operation, &[("organization_id", "o"), ("query", "a"), ("query", "b")]),
            of("query", Problem::Repeated)
        );
        assert_eq!(
            refused(operation, &[("organization_id", "o"), ("paginated", "yes")]),
            of("paginated", Problem::NotAFlag)
        );
        let bulk = request(&InviteMembers {
            organization_id: "o".into(),
            email_address: vec![Email("a@b.test".into()), Email("nobody".into())],
            role: "admin".into(),
            redirect_url: None,
        });
        assert_eq!(bulk.unwrap_err(), of("email_addresses", Problem::NotAnAddress));
    }

    proptest! {
        #[test]
        fn every_text_survives_a_form_and_a_path(text in "\\PC*|[ -~]*|.*") {
            let form = encode(&[("a", text.clone()), ("b", text.clone())]);
            let read: Vec<_> = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
            prop_assert_eq!(read, [("a".to_owned(), text.clone()), ("b".to_owned(), text.clone())]);

            let mut segment = String::new();
            escape(&mut segment, &text, "%20");
            prop_assert!(segment.bytes().all(|byte| byte == b'%' || b"-._".contains(&byte) || byte.is_ascii_alphanumeric()));
            let read: Vec<_> = form_urlencoded::parse(segment.as_bytes()).into_owned().collect();
            prop_assert_eq!(read, if text.is_empty() { vec![] } else { vec![(text, String::new())] });
        }
    }
}
