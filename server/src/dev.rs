//! `/_dev`: the mailbox and the reset button of a development machine. Other machines get no answer.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Json;
use axum::Router;
use axum::extract::{ConnectInfo, RawQuery, Request, State};
use axum::http::header::{self, HeaderMap, HeaderName};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use clerk_api::form;
use serde_json::{Value, json};

use crate::app::App;
use crate::error::ApiError;
use crate::html::{escape, page};
use crate::mails::{self, Mail};
use crate::{origins, seed};

/// Longest wait for a mail.
const MAX_WAIT: f64 = 60.0;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/_dev/health", get(health))
        .route("/_dev/reset", post(reset))
        .route("/_dev/mail", get(mail))
        .route("/_dev/mailbox", get(mailbox))
        .route_layer(middleware::from_fn(loopback_only))
}

/// Answers programs and pages of this machine only, whatever the server listens on and whoever may call the API.
async fn loopback_only(request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_canonical());
    match peer.is_some_and(|peer| peer.is_loopback()) && is_direct(request.headers()) {
        true => next.run(request).await,
        false => ApiError::forbidden("resource_forbidden", "/_dev answers on the machine itself only.").into_response(),
    }
}

/// Whether nobody stands between the caller and the peer: a proxy on this machine is a loopback peer for everybody
/// whom it lets in, and says so (RFC 7239, RFC 9110 7.6.3); a page of another machine names its own origin or host.
fn is_direct(headers: &HeaderMap) -> bool {
    const PROXIED: [&str; 6] =
        ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"];
    let is_local = |name: HeaderName, is_local: fn(&str) -> bool| {
        headers.get_all(name).iter().all(|value| value.to_str().is_ok_and(is_local))
    };
    PROXIED.iter().all(|name| !headers.contains_key(*name))
        && is_local(header::HOST, origins::is_loopback_authority)
        && is_local(header::ORIGIN, origins::is_loopback_origin)
}

/// True only once the seed is in.
async fn health(State(app): State<App>) -> Result<Json<Value>, ApiError> {
    match app.read(|db| seed::is_applied(db)).await? {
        true => Ok(Json(json!({
            "ok": true,
            "publishable_key": app.instance.publishable_key(),
            "official_publishable_key": app.instance.official_publishable_key(),
        }))),
        false => Err(ApiError::new(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            "resource_locked",
            "The seed isn't in yet. Ask again in a moment.",
        )),
    }
}

async fn reset(State(app): State<App>) -> Result<Json<Value>, ApiError> {
    seed::reset(&app).await?;
    Ok(Json(json!({ "ok": true })))
}

/// `?to=` picks a recipient, `&wait=5` waits as many seconds for a mail to be there.
async fn mail(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Json<Vec<Mail>>, ApiError> {
    let query = form::parse(query.unwrap_or_default().as_bytes());
    let param = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let wait: f64 = param("wait").unwrap_or("0").parse().unwrap_or(f64::NAN);
    if !(0.0..=MAX_WAIT).contains(&wait) {
        let sentence = format!("wait must be a number of seconds from 0 to {MAX_WAIT}.");
        return Err(ApiError::form("form_param_value_invalid", "wait", sentence));
    }
    let to = param("to").filter(|to| !to.is_empty());
    let mut arrived = app.store.mail_arrived();
    let some = async {
        loop {
            let mails = mails::list(&app.store, to).await?;
            if !mails.is_empty() || arrived.changed().await.is_err() {
                return Ok(mails);
            }
        }
    };
    match tokio::time::timeout(Duration::from_secs_f64(wait), some).await {
        Ok(mails) => mails.map(Json),
        Err(_) => mails::list(&app.store, to).await.map(Json),
    }
}

/// The mailbox for a person.
async fn mailbox(State(app): State<App>) -> Result<Html<String>, ApiError> {
    let mails = mails::list(&app.store, None).await?;
    let articles: String = mails.iter().map(article).collect();
    let empty = if mails.is_empty() { "<p>No mail yet. Invite somebody, then reload this page.</p>" } else { "" };
    Ok(Html(page("Mailbox", &format!("<h1>Mailbox</h1>{empty}{articles}"))))
}

fn article(mail: &Mail) -> String {
    let link = |link: &String| format!("<p><a href=\"{0}\">{0}</a></p>", escape(link));
    let links: String = mail.links.iter().map(link).collect();
    let to = escape(&mail.to);
    let (subject, text) = (escape(&mail.subject), escape(&mail.text));
    let delivery = match mail.delivery.as_str() {
        "queued" => " – waits for the SMTP relay",
        "failed" => " – the SMTP relay didn’t take it",
        _ => "",
    };
    format!("<article><h2>{subject}</h2><p>to {to}{delivery}</p>{links}<pre>{text}</pre></article>")
}
