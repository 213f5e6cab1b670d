//! The parameters of a call: from its path, and from its query (GET) or its body (docs/fapi.md 1.4).

use clerk_api::Endpoint;
use clerk_api::form::{self, Form};
use clerk_api::param::{InvalidParam, Problem, is_email};
use http::{Method, header};
use serde_json::Value;

use super::incoming::Incoming;
use crate::refusal::{Kind, Refusal, Result};

/// The largest body, in bytes. The largest real one is a bulk invitation.
pub const MAX_BODY: usize = 1 << 20;

/// The refusal of a body that is larger than [`MAX_BODY`], or that can't be read to its end.
pub fn unreadable_body() -> Refusal {
    let sentence = "The body is larger than 1 MiB, or it broke off.";
    Refusal::new(Kind::TooLarge, "request_body_invalid", sentence)
}

/// The typed request of an endpoint.
pub fn decode<E: Endpoint>(incoming: &Incoming) -> Result<E> {
    let form = parameters(incoming)?;
    form::decode(&form).map_err(|refused| refusal(&refused, &form))
}

/// All parameters. Where a name stands in the path, a value in the query or the body is ignored.
fn parameters(incoming: &Incoming) -> Result<Form> {
    let mut form = incoming.path_params.clone();
    let rest = if incoming.method == Method::GET { incoming.query.clone() } else { in_body(incoming)? };
    form.extend(rest.into_iter().filter(|(name, _)| !incoming.path_params.iter().any(|(taken, _)| taken == name)));
    Ok(form)
}

fn in_body(incoming: &Incoming) -> Result<Form> {
    let content_type = incoming.header(header::CONTENT_TYPE).unwrap_or_default();
    // Types are compared without regard to case (RFC 9110 8.3.1).
    match content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        _ if incoming.body.is_empty() => Ok(Form::new()),
        "" | "application/x-www-form-urlencoded" => Ok(form::parse(&incoming.body)),
        "application/json" => in_json(&incoming.body),
        _ => Err(Refusal::new(
            Kind::UnsupportedType,
            "unsupported_content_type",
            "Send the body as application/x-www-form-urlencoded or application/json.",
        )),
    }
}

/// A JSON object as the form that it stands for.
fn in_json(bytes: &[u8]) -> Result<Form> {
    let Ok(Value::Object(fields)) = serde_json::from_slice(bytes) else {
        return Err(Refusal::bad_request("request_body_invalid", "The body is not a JSON object."));
    };
    let text = |value: Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        other => other.to_string(),
    };
    let mut form = Form::new();
    for (name, value) in fields {
        match value {
            Value::Array(items) => form.extend(items.into_iter().map(|item| (name.clone(), text(item)))),
            value => form.push((name, text(value))),
        }
    }
    Ok(form)
}

/// What is wrong with the parameters, one item for each (docs/fapi.md 6.2).
fn refusal(refused: &[InvalidParam], form: &Form) -> Refusal {
    let items = refused.iter().flat_map(|param| refuse(param, form).items).collect();
    Refusal { kind: Kind::Invalid, items, keeps_writes: false }
}

fn refuse(param: &InvalidParam, form: &Form) -> Refusal {
    let code = match param.problem {
        Problem::Missing => "form_param_missing",
        Problem::Empty => "form_param_nil",
        Problem::Unknown => "form_param_unknown",
        Problem::Repeated => "form_param_duplicate",
        Problem::NotAnAddress | Problem::NotAnId => "form_param_format_invalid",
        Problem::NotPositive => "form_param_value_invalid",
        Problem::NotANumber | Problem::NotAFlag | Problem::WrongType => "form_param_type_invalid",
    };
    let refusal = Refusal::invalid(code, &param.name, format!("{param}."));
    if param.problem != Problem::NotAnAddress {
        return refusal;
    }
    let given = form.iter().filter(|(name, _)| *name == param.name).map(|(_, value)| value.as_str());
    let bad: Vec<&str> = given.filter(|address| !is_email(address)).collect();
    refusal.with("email_addresses", bad)
}
