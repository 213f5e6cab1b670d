//! One service around the engine, without a socket.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use bytes::Bytes;
use clerk_api::form;
use clerk_local_core::Core;
use clerk_local_core::dev::{MAIL, wait_of};
use clerk_local_core::http::{MAX_BODY, Peer, TraceId, origins, refusal, unreadable_body};
use clerk_local_core::refusal::Refusal;
use http::Method;
use http::header::{self, HeaderName, HeaderValue};
use http::request::Parts;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};
use tower_http::cors::{AllowHeaders, AllowMethods, AllowOrigin, CorsLayer};
use tower_http::request_id::{MakeRequestId, RequestId, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::{files, request_log};

/// How long browsers may keep the answer to a preflight.
const PREFLIGHT: Duration = Duration::from_secs(600);

/// What the service works with.
#[derive(Clone)]
pub struct Shell {
    /// The engine.
    pub core: Arc<Core>,
    /// Changes with each commit that put a mail into the mailbox.
    pub mail: watch::Receiver<u64>,
    /// Folders of static files; the first that has a file wins.
    pub www: Arc<[PathBuf]>,
    /// Whether each request has its line in the log.
    pub logs_requests: bool,
}

/// The service.
pub fn router(shell: Shell) -> Router {
    let of_page = |value: &'static str| {
        move |response: &Response| {
            let kind = response.headers().get(header::CONTENT_TYPE);
            kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")).then(|| HeaderValue::from_static(value))
        }
    };
    Router::new()
        .fallback(answer)
        .with_state(shell.clone())
        .layer(cors(&shell))
        .layer(middleware::from_fn_with_state(shell.clone(), refuse_foreigners))
        .layer(SetResponseHeaderLayer::overriding(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
        // The address of a page may carry a ticket: no other server is to learn it from links or images.
        .layer(SetResponseHeaderLayer::if_not_present(header::REFERRER_POLICY, of_page("no-referrer")))
        // A page of another site can't show ours in a frame, and make people click in it unawares.
        .layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, of_page("frame-ancestors 'self'")))
        .layer(middleware::from_fn_with_state(shell.clone(), request_log::log))
        .layer(SetRequestIdLayer::new(REQUEST_ID, Trace(shell.core)))
}

/// The header by which the layers hand on a request's name.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names requests.
#[derive(Clone)]
struct Trace(Arc<Core>);

impl MakeRequestId for Trace {
    fn make_request_id<B>(&mut self, _: &http::Request<B>) -> Option<RequestId> {
        let trace = self.0.random().trace().ok()?;
        HeaderValue::try_from(trace).ok().map(RequestId::new)
    }
}

/// The request's name: 32 hexadecimal digits, or whatever a proxy in front has named it.
pub fn trace_of<B>(request: &http::Request<B>) -> String {
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok());
    id.unwrap_or_default().to_owned()
}

/// Pages whose origin the engine allows may call and read answers, with cookies.
fn cors(shell: &Shell) -> CorsLayer {
    let core = shell.core.clone();
    let allows = move |origin: &HeaderValue, _: &Parts| {
        origin.to_str().is_ok_and(|origin| origins::allows(core.config(), origin))
    };
    let clerk_db_jwt = HeaderName::from_static("clerk-db-jwt");
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(allows))
        .allow_credentials(true)
        .allow_methods(AllowMethods::list([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE]))
        .allow_headers(AllowHeaders::list([header::CONTENT_TYPE, clerk_db_jwt.clone()]))
        .expose_headers([clerk_db_jwt, header::RETRY_AFTER])
        .max_age(PREFLIGHT)
        .vary([header::ORIGIN])
}

/// Foreign pages and names get no answer, to preflights and for files neither.
async fn refuse_foreigners(State(shell): State<Shell>, request: Request, next: Next) -> Response {
    match shell.core.check(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(refused) => refuse(refused, trace_of(&request)),
    }
}

fn refuse(refused: Refusal, trace: String) -> Response {
    refusal(refused, trace).map(Body::from)
}

async fn answer(State(shell): State<Shell>, request: Request) -> Response {
    if !shell.core.serves(request.uri().path()) {
        return files::serve(&shell, request).await;
    }
    let trace = trace_of(&request);
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_BODY).await else { return refuse(unreadable_body(), trace) };
    parts.extensions.insert(TraceId(trace.clone()));
    if let Some(ConnectInfo(peer)) = parts.extensions.get::<ConnectInfo<SocketAddr>>().copied() {
        parts.extensions.insert(Peer(peer.ip()));
    }
    let request = http::Request::from_parts(parts, body);
    let wait = if request.uri().path() == MAIL { wait_for_mail(&request) } else { Duration::ZERO };
    let answered = match wait.is_zero() {
        true => ask(shell.core, request).await,
        false => ask_until_mail(shell, request, wait).await,
    };
    answered.map_or_else(|failed| refuse(failed, trace), |response| response.map(Body::from))
}

/// Asks the engine on a thread that may block.
async fn ask(core: Arc<Core>, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, Refusal> {
    // What is logged there names the request too.
    let span = tracing::Span::current();
    let task = tokio::task::spawn_blocking(move || span.in_scope(|| core.answer(request))).await;
    task.map_err(|error| Refusal::internal("a request ended early", &error))
}

/// How long a request for mails wants to wait. The engine itself refuses a wait that is out of range.
fn wait_for_mail(request: &http::Request<Bytes>) -> Duration {
    let query = form::parse(request.uri().query().unwrap_or_default().as_bytes());
    wait_of(&query).unwrap_or_default()
}

/// Asks for mails again with each mail that arrives, until there are some or the time is over.
async fn ask_until_mail(
    mut shell: Shell,
    request: http::Request<Bytes>,
    wait: Duration,
) -> Result<http::Response<Bytes>, Refusal> {
    let end = Instant::now() + wait;
    loop {
        shell.mail.mark_unchanged();
        let answer = ask(shell.core.clone(), request.clone()).await?;
        let is_empty = answer.body().as_ref() == b"[]";
        let arrived = is_empty && matches!(timeout_at(end, shell.mail.changed()).await, Ok(Ok(())));
        if !arrived {
            return Ok(answer);
        }
    }
}
