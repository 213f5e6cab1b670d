//! Static files: the first of the `--www` folders that has a file wins. tower-http serves them, with ETag, ranges and the
//! compressed file beside a file (`.br`).

use std::path::{Component, Path, PathBuf};

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use clerk_local_core::http::html;
use http::header::{self, HeaderValue};
use http::{Method, StatusCode};
use percent_encoding::percent_decode_str;
use tower::ServiceExt;
use tower_http::services::ServeFile;

use crate::shell::Shell;

/// What stands in `.html` files for the server's publishable key.
const KEY_PLACEHOLDER: &str = "__CLERK_PUBLISHABLE_KEY__";
/// Where the official React SDK loads its script from. It gets our SDK (docs/fapi.md 8.2).
const OFFICIAL_SCRIPT: &str = "/npm/@clerk/clerk-js@";
/// Where it loads Clerk's components from. It waits for this class, but there are no components here.
const OFFICIAL_UI: &str = "/npm/@clerk/ui@";
const NO_UI: &str = "globalThis.__internal_ClerkUICtor = class ClerkUI {};\n";

const HTML: &str = "text/html; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// Serves the file of a path: `/x` is `x` or `x.html`, `/` is `index.html`.
pub async fn serve(shell: &Shell, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    if is_ui_script(request.uri().path()) {
        return ([(header::CONTENT_TYPE, JAVASCRIPT)], NO_UI).into_response();
    }
    let path = own_script(request.uri().path()).unwrap_or_else(|| request.uri().path());
    let found = match relative(path) {
        Some(path) => find(&shell.www, &path).await,
        None => None,
    };
    let mut response = match found {
        Some(file) if file.extension().is_some_and(|extension| extension == "html") => page(shell, &file).await,
        Some(file) => plain(&file, request).await,
        None => return missing(),
    };
    // The files change while somebody works on them, so browsers have to ask each time.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn missing() -> Response {
    let body = "<h1>Nothing here</h1><p>No folder that was given with <code>--www</code> has this page.</p>";
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, HTML)], html::page("Not found", body)).into_response()
}

/// A page with the key in place of its placeholder.
async fn page(shell: &Shell, file: &Path) -> Response {
    match tokio::fs::read_to_string(file).await {
        Ok(text) => {
            let text = text.replace(KEY_PLACEHOLDER, &shell.core.config().publishable_key());
            ([(header::CONTENT_TYPE, HTML)], text).into_response()
        }
        Err(error) => {
            tracing::error!("the page {} can't be read: {error}", file.display());
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn plain(file: &Path, request: Request) -> Response {
    let Ok(response) = ServeFile::new(file).precompressed_br().oneshot(request).await;
    let mut response = response.map(Body::new);
    // Everything here is UTF-8; without a word of it browsers guess.
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/")
        && !kind.contains("charset")
        && let Ok(kind) = HeaderValue::try_from(format!("{kind}; charset=utf-8"))
    {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}

/// `/npm/@clerk/clerk-js@6/dist/clerk.browser.js` → `/clerk.browser.js`.
fn own_script(path: &str) -> Option<&str> {
    let (_version, file) = path.strip_prefix(OFFICIAL_SCRIPT)?.split_once("/dist")?;
    matches!(file, "/clerk.browser.js" | "/clerk_wasm_bg.wasm").then_some(file)
}

fn is_ui_script(path: &str) -> bool {
    path.strip_prefix(OFFICIAL_UI)
        .and_then(|path| path.split_once('/'))
        .is_some_and(|(_, file)| file == "dist/ui.browser.js")
}

/// The path below a folder. None for paths that lead out of it, and for hidden files.
fn relative(path: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let trimmed = decoded.trim_matches('/');
    let path = PathBuf::from(if trimmed.is_empty() { "index.html" } else { trimmed });
    let plain = |part: Component<'_>| match part {
        Component::Normal(name) => {
            !name.to_string_lossy().starts_with('.') && !name.to_string_lossy().contains(['\\', '\0'])
        }
        _ => false,
    };
    path.components().all(plain).then_some(path)
}

async fn find(folders: &[PathBuf], path: &Path) -> Option<PathBuf> {
    let mut page = path.as_os_str().to_owned();
    page.push(".html");
    for folder in folders {
        for candidate in [path, Path::new(&page)] {
            let file = folder.join(candidate);
            if tokio::fs::metadata(&file).await.is_ok_and(|metadata| metadata.is_file()) {
                return Some(file);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_their_folder() {
        assert_eq!(relative("/"), Some("index.html".into()));
        assert_eq!(relative("/a/b%20c.js"), Some("a/b c.js".into()));
        for path in [
            "/../secret",
            "/a/../../secret",
            "/%2e%2e/secret",
            "/.clerk-local/clerk.db",
            "/a/.git/config",
            "/a\\b",
            "/a%00",
        ] {
            assert_eq!(relative(path), None, "{path}");
        }
    }

    #[test]
    fn only_two_files_stand_in_for_the_official_ones() {
        assert_eq!(own_script("/npm/@clerk/clerk-js@6.40.0/dist/clerk.browser.js"), Some("/clerk.browser.js"));
        assert_eq!(own_script("/npm/@clerk/clerk-js@5/dist/clerk_wasm_bg.wasm"), Some("/clerk_wasm_bg.wasm"));
        assert_eq!(own_script("/npm/@clerk/clerk-js@5/dist/other.js"), None);
        assert_eq!(own_script("/npm/@clerk/ui@1/dist/ui.browser.js"), None);
    }

    #[test]
    fn the_components_are_one_script() {
        assert!(is_ui_script("/npm/@clerk/ui@1.41.0/dist/ui.browser.js"));
        assert!(!is_ui_script("/npm/@clerk/ui@1.41.0/dist/chunk.js"));
        assert!(!is_ui_script("/npm/@clerk/clerk-js@6/dist/clerk.browser.js"));
    }
}
