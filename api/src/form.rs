//! Decodes a call on the server: path, query and body become a typed request. [`crate::request`] encodes it.

use serde_json::{Map, Value};

use crate::endpoint::Endpoint;
use crate::param::{InvalidParam, Kind, Param, Problem};

/// The names and values of a query or a form body, in the order they were sent.
pub type Form = Vec<(String, String)>;

/// Splits a query or a form body. Bytes that are not UTF-8 become U+FFFD.
pub fn parse(form: &[u8]) -> Form {
    form_urlencoded::parse(form).into_owned().collect()
}

/// Makes a typed request. Unknown names are ignored, because older and newer SDKs send some (docs/fapi.md 11).
///
/// Reports every bad parameter, in the order of the declaration.
pub fn decode<E: Endpoint>(pairs: &Form) -> Result<E, Vec<InvalidParam>> {
    let mut fields = Map::new();
    let mut refused = Vec::new();
    for param in E::OPERATION.params {
        match read(param, pairs) {
            Ok(Value::Null) => {}
            Ok(value) => _ = fields.insert(param.name.to_owned(), value),
            Err(problem) => refused.push(problem.of(param.name)),
        }
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    serde_json::from_value(Value::Object(fields)).map_err(|_| vec![Problem::WrongType.of(E::OPERATION.path)])
}

/// The parameter's value in JSON; null where it is absent.
fn read(param: &Param, pairs: &Form) -> Result<Value, Problem> {
    let mut values = pairs.iter().filter(|(name, _)| name == param.name).map(|(_, value)| value.as_str());
    param.check(values.clone())?;
    if param.kind.is_list() {
        let list: Vec<Value> = values.map(Value::from).collect();
        return Ok(if list.is_empty() { Value::Null } else { Value::Array(list) });
    }
    let Some(value) = values.next() else {
        return Ok(Value::Null);
    };
    match param.kind {
        Kind::Text | Kind::Email => Ok(Value::from(value)),
        _ if value.is_empty() => Ok(Value::Null),
        Kind::Number => value.parse::<u32>().map(Value::from).map_err(|_| Problem::NotANumber),
        Kind::Flag => Ok(Value::from(value == "true")),
        Kind::Json | Kind::Texts | Kind::Emails => serde_json::from_str(value).map_err(|_| Problem::WrongType),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::request::{encode, pairs};
    use crate::{CreateSignUp, Json, ListMemberships, TouchSession};

    #[test]
    fn empty_is_not_absent() {
        let read = |form: &str| decode::<TouchSession>(&parse(form.as_bytes())).unwrap().active_organization_id;
        assert_eq!(read("session_id=s&active_organization_id="), Some(String::new()));
        assert_eq!(read("session_id=s"), None);
    }

    #[test]
    fn reports_every_bad_parameter() {
        let refused =
            decode::<ListMemberships>(&parse(b"limit=ten&query=a&query=b&__clerk_api_version=1")).unwrap_err();
        let names: Vec<_> = refused.iter().map(|refused| (refused.name.as_str(), refused.problem)).collect();
        assert_eq!(
            names,
            [("organization_id", Problem::Missing), ("query", Problem::Repeated), ("limit", Problem::NotANumber)]
        );
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(
            organization_id in "\\PC{1,12}",
            role in proptest::option::of(proptest::collection::vec("\\PC{0,8}", 1..4)),
            query in proptest::option::of("\\PC{0,20}"),
            limit in proptest::option::of(0u32..999_999_999),
            paginated in proptest::option::of(any::<bool>()),
        ) {
            let sent = ListMemberships { organization_id: organization_id.into(), role, query, limit, offset: None, paginated };
            let form = encode(&pairs(&sent).unwrap());
            prop_assert_eq!(decode::<ListMemberships>(&parse(form.as_bytes())).unwrap(), sent);
        }

        #[test]
        fn objects_survive(key in "\\PC{0,8}", text in "\\PC{0,20}", number in any::<i32>()) {
            let sent = CreateSignUp {
                unsafe_metadata: Some(Json(serde_json::json!({ key: [text, number] }))),
                ..Default::default()
            };
            let form = encode(&pairs(&sent).unwrap());
            prop_assert_eq!(decode::<CreateSignUp>(&parse(form.as_bytes())).unwrap(), sent);
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = decode::<ListMemberships>(&parse(&bytes));
        }
    }
}
