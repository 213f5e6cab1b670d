//! Each request's name, which a refusal and the log share, and its line in the log (`--verbose`).

use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;

use crate::app::App;

/// Longest part of a path that the log shows. Ids are shorter, tickets and tokens longer.
const MAX_SHOWN: usize = 40;

tokio::task_local! {
    static TRACE: String;
}

/// Names the request for all that is done for it, and logs it when the server is to.
pub async fn trace(State(app): State<App>, request: Request, next: Next) -> Response {
    let trace = match app.store.random().trace() {
        Ok(trace) => trace,
        Err(error) => return error.into_response(),
    };
    // What is logged on the way names the request too, by the span.
    let span = tracing::error_span!("request", trace);
    let line = app.logs_requests.then(|| format!("{} {}", request.method(), shown(request.uri().path())));
    let begin = Instant::now();
    let response = TRACE.scope(trace, next.run(request)).instrument(span.clone()).await;
    if let Some(line) = line {
        span.in_scope(|| tracing::info!("{line} {} {} ms", response.status().as_u16(), begin.elapsed().as_millis()));
    }
    response
}

/// The name of the request that is being answered: `clerk_trace_id`.
pub fn current() -> Option<String> {
    TRACE.try_with(String::clone).ok()
}

/// The path with nothing in it that could be a secret or somebody's address: names and ids alone.
fn shown(path: &str) -> String {
    let is_plain = |part: &str| {
        part.len() <= MAX_SHOWN && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
    };
    let parts: Vec<_> = path.split('/').map(|part| if is_plain(part) { part } else { "…" }).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn paths_show_names_and_ids_alone() {
        let id = "orginv_2xKAf5MtW1cPzE8oVr7yBqLs6Dh";
        assert_eq!(shown(&format!("/v1/me/x/{id}/accept")), format!("/v1/me/x/{id}/accept"));
        let ticket = "a".repeat(43);
        for secret in [ticket.as_str(), "ada@heron.test", "ada%40heron.test", "a%0Ab"] {
            assert_eq!(shown(&format!("/v1/{secret}/x")), "/v1/…/x");
        }
        assert_eq!(shown("/"), "/");
    }
}
