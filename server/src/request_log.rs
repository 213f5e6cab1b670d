//! The line of a request in the log (`--verbose`), and the name that everything logged for the request carries.

use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::shell::{Shell, trace_of};

/// The longest part of a path that the log shows. Ids are shorter; tickets and tokens are longer.
const MAX_SHOWN: usize = 40;

/// Runs the request in a span that names it, and logs it if the server was told to.
pub async fn log(State(shell): State<Shell>, request: Request, next: Next) -> Response {
    let span = tracing::error_span!("request", trace = trace_of(&request));
    let path = shown(request.uri().path());
    let method = clerk_local_core::http::method_of(request.method(), request.uri());
    let begin = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    if shell.logs_requests {
        let (status, took) = (response.status().as_u16(), begin.elapsed().as_millis());
        span.in_scope(|| tracing::info!("{method} {path} {status} {took} ms"));
    }
    response
}

/// The path, without anything in it that could be a secret or somebody's address: only names and ids.
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
    fn paths_show_only_names_and_ids() {
        let id = "orginv_2xKAf5MtW1cPzE8oVr7yBqLs6Dh";
        assert_eq!(shown(&format!("/v1/me/x/{id}/accept")), format!("/v1/me/x/{id}/accept"));
        let ticket = "a".repeat(43);
        for secret in [ticket.as_str(), "ada@heron.test", "ada%40heron.test", "a%0Ab"] {
            assert_eq!(shown(&format!("/v1/{secret}/x")), "/v1/…/x");
        }
        assert_eq!(shown("/"), "/");
    }
}
