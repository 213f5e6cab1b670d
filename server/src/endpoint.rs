//! From an endpoint's declaration to a route: decode the request, run the handler, wrap the answer (FAPI 1.4, 1.6).

use std::future::Future;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{MethodFilter, on};
use clerk_api::form::Form;
use clerk_api::param::{InvalidParam, Problem};
use clerk_api::{Client, Endpoint, form};
use serde::Serialize;
use serde_json::Value;

use crate::app::App;
use crate::clients::COOKIE_LIFETIME;
use crate::context::{COOKIE, Context};
use crate::error::ApiError;
use crate::random::Secret;
use crate::wire;

/// Largest form body. The largest real one is a bulk invitation.
const MAX_BODY: usize = 1 << 20;

/// What stands in the path, or that it can't be read.
type PathParams = Result<RawPathParams, RawPathParamsRejection>;

/// Adds endpoints to a router.
pub trait Endpoints {
    /// Serves the endpoint that `handler` takes: its method, path and types come from the declaration in `clerk-api`.
    fn endpoint<E, F, Fut>(self, handler: F) -> Self
    where
        E: Endpoint + Send + 'static,
        E::Response: Send,
        F: Fn(Context, E) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<E::Response, ApiError>> + Send;
}

impl Endpoints for Router<App> {
    fn endpoint<E, F, Fut>(self, handler: F) -> Self
    where
        E: Endpoint + Send + 'static,
        E::Response: Send,
        F: Fn(Context, E) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<E::Response, ApiError>> + Send,
    {
        let route = move |State(app): State<App>, path: PathParams, request: Request| async move {
            answer(app, path, request, handler).await.unwrap_or_else(ApiError::into_response)
        };
        self.route(E::OPERATION.path, on(filter(E::OPERATION.method), route))
    }
}

const fn filter(method: clerk_api::Method) -> MethodFilter {
    match method {
        clerk_api::Method::GET => MethodFilter::GET,
        clerk_api::Method::POST => MethodFilter::POST,
        clerk_api::Method::PUT => MethodFilter::PUT,
        clerk_api::Method::PATCH => MethodFilter::PATCH,
        clerk_api::Method::DELETE => MethodFilter::DELETE,
    }
}

async fn answer<E: Endpoint, Fut>(
    app: App,
    path: PathParams,
    request: Request,
    handler: impl Fn(Context, E) -> Fut,
) -> Result<Response, ApiError>
where
    Fut: Future<Output = Result<E::Response, ApiError>>,
{
    let context = Context::new(app, request.uri(), request.headers());
    let path = path.map_err(|_| {
        let sentence = "The path has escapes that are no UTF-8. Escape ids as encodeURIComponent does.";
        ApiError::bad_request("malformed_request_parameters", sentence)
    })?;
    let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let pairs = parameters(path, request).await?;
    let input = form::decode::<E>(&pairs).map_err(|refused| refusal(&refused, &pairs))?;
    let response = handler(context.clone(), input).await?;
    let body = match E::OPERATION.envelope {
        false => serde_json::to_value(response),
        true => serde_json::to_value(Envelope { client: piggyback::<E>(&context).await?, response }),
    };
    let mut body = body.map_err(|error| ApiError::internal("an answer can't be written", &error))?;
    wire::complete(&mut body);
    let mut answer = Json(body).into_response();
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(token) = context.new_cookie() {
        answer.headers_mut().insert(header::SET_COOKIE, set_cookie(token)?);
    }
    Ok(answer)
}

#[derive(Serialize)]
struct Envelope<T> {
    response: T,
    client: Option<Client>,
}

/// The caller's fresh client where the declaration says so; null where the response is the client itself.
async fn piggyback<E: Endpoint>(context: &Context) -> Result<Option<Client>, ApiError> {
    match E::OPERATION.client && !E::OPERATION.answers_client {
        false => Ok(None),
        true => context.piggyback().await,
    }
}

/// HttpOnly: scripts never see it. Lax: other sites' pages don't send it, except by following a link.
/// No `Secure`, since the server speaks plain http on loopback.
fn set_cookie(token: &Secret) -> Result<HeaderValue, ApiError> {
    let seconds = COOKIE_LIFETIME / 1000;
    let cookie = format!("{COOKIE}={}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax", token.reveal());
    HeaderValue::try_from(cookie).map_err(|error| ApiError::internal("a cookie can't be written", &error))
}

/// The parameters of a call: those of the path, then of the query (GET) or the body. The path has the last word.
async fn parameters(mut pairs: Form, request: Request) -> Result<Form, ApiError> {
    let in_path = pairs.len();
    let rest = match *request.method() {
        Method::GET | Method::HEAD => form::parse(request.uri().query().unwrap_or_default().as_bytes()),
        _ => {
            let (parts, body) = request.into_parts();
            body_parameters(&parts.headers, body).await?
        }
    };
    let rest = rest.into_iter().filter(|(name, _)| !pairs[..in_path].iter().any(|(taken, _)| taken == name));
    let rest: Form = rest.collect();
    pairs.extend(rest);
    Ok(pairs)
}

async fn body_parameters(headers: &HeaderMap, body: Body) -> Result<Form, ApiError> {
    let bytes = to_bytes(body, MAX_BODY).await.map_err(|_| {
        ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "request_body_invalid",
            "The body is larger than 1 MiB, or it broke off.",
        )
    })?;
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Types are compared without regard to case (RFC 9110 8.3.1).
    match content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        _ if bytes.is_empty() => Ok(Form::new()),
        "" | "application/x-www-form-urlencoded" => Ok(form::parse(&bytes)),
        "application/json" => json_parameters(&bytes),
        _ => Err(ApiError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_content_type",
            "Send the body as application/x-www-form-urlencoded or application/json.",
        )),
    }
}

/// A JSON object as the form that it stands for (FAPI 1.4).
fn json_parameters(bytes: &[u8]) -> Result<Form, ApiError> {
    let Ok(Value::Object(fields)) = serde_json::from_slice(bytes) else {
        return Err(ApiError::bad_request("request_body_invalid", "The body is no JSON object."));
    };
    let text = |value: Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        other => other.to_string(),
    };
    let mut pairs = Form::new();
    for (name, value) in fields {
        match value {
            Value::Array(items) => pairs.extend(items.into_iter().map(|item| (name.clone(), text(item)))),
            value => pairs.push((name, text(value))),
        }
    }
    Ok(pairs)
}

/// What was wrong with the parameters, one error each (FAPI 6.2).
fn refusal(refused: &[InvalidParam], pairs: &Form) -> ApiError {
    let items = refused.iter().flat_map(|param| refuse(param, pairs).items).collect();
    ApiError { status: StatusCode::UNPROCESSABLE_ENTITY, items }
}

fn refuse(param: &InvalidParam, pairs: &Form) -> ApiError {
    let code = match param.problem {
        Problem::Missing => "form_param_missing",
        Problem::Empty => "form_param_nil",
        Problem::Unknown => "form_param_unknown",
        Problem::Repeated => "form_param_duplicate",
        Problem::NotAnAddress | Problem::NotAnId => "form_param_format_invalid",
        Problem::NotPositive => "form_param_value_invalid",
        Problem::NotANumber | Problem::NotAFlag | Problem::WrongType => "form_param_type_invalid",
    };
    let error = ApiError::form(code, &param.name, format!("{param}."));
    if param.problem != Problem::NotAnAddress {
        return error;
    }
    let given = pairs.iter().filter(|(name, _)| *name == param.name).map(|(_, value)| value.as_str());
    let bad: Vec<&str> = given.filter(|address| !clerk_api::param::is_email(address)).collect();
    error.with("email_addresses", bad)
}

/// The answer to what the API has but this server doesn't.
pub async fn not_implemented() -> ApiError {
    let sentence = "clerk-local doesn't implement this endpoint.";
    ApiError::new(StatusCode::NOT_IMPLEMENTED, "not_implemented", sentence)
}
