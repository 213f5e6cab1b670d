//! Static files: the first of the `--www` folders that has a file wins.

use std::path::{Component, Path, PathBuf};

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use percent_encoding::percent_decode_str;

use crate::app::App;
use crate::html;

/// What stands in `.html` files for the server's publishable key.
const KEY_PLACEHOLDER: &str = "__CLERK_PUBLISHABLE_KEY__";
/// Where the official React SDK loads its script from: our SDK in its place (FAPI 8.2).
const OFFICIAL_SCRIPT: &str = "/npm/@clerk/clerk-js@";
/// Where it loads Clerk's components from, and what it gets: it waits for this class, but there are no components here.
const OFFICIAL_UI: &str = "/npm/@clerk/ui@";
const NO_UI: &str = "globalThis.__internal_ClerkUICtor = class ClerkUI {};\n";

/// Serves the file of a path: `/x` is `x` or `x.html`, `/` is `index.html`.
pub async fn serve(State(app): State<App>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    if is_ui_script(request.uri().path()) {
        return ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], NO_UI).into_response();
    }
    let path = own_script(request.uri().path()).unwrap_or_else(|| request.uri().path());
    let found = match relative(path) {
        Some(path) => find(&app.www, &path).await,
        None => None,
    };
    match found {
        Some((path, bytes)) => file(&app, &path, bytes),
        None => {
            let body = "<h1>Nothing here</h1><p>No folder that was given with <code>--www</code> has this page.</p>";
            (StatusCode::NOT_FOUND, Html(html::page("Not found", body))).into_response()
        }
    }
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

async fn find(folders: &[PathBuf], path: &Path) -> Option<(PathBuf, Vec<u8>)> {
    let mut page = path.as_os_str().to_owned();
    page.push(".html");
    let candidates = [path.to_owned(), PathBuf::from(page)];
    for folder in folders {
        for candidate in &candidates {
            // A folder can't be read as a file, so that only files are found.
            if let Ok(bytes) = tokio::fs::read(folder.join(candidate)).await {
                return Some((candidate.clone(), bytes));
            }
        }
    }
    None
}

fn file(app: &App, path: &Path, bytes: Vec<u8>) -> Response {
    let content_type = content_type(path);
    // The files change while somebody works on them: browsers are to ask each time.
    let headers = [(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "no-cache")];
    if !content_type.starts_with("text/html") {
        return (headers, bytes).into_response();
    }
    match String::from_utf8(bytes) {
        Ok(page) => (headers, page.replace(KEY_PLACEHOLDER, &app.instance.publishable_key())).into_response(),
        Err(error) => (headers, error.into_bytes()).into_response(),
    }
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
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
