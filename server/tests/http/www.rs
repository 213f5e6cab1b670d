use std::fs;
use std::path::Path;

use http::header::{self, HeaderName};

use crate::support::{Options, Server};

fn server(folders: &[&Path]) -> Server {
    Server::with(Options { www: folders.iter().map(|folder| folder.to_path_buf()).collect(), ..Options::default() })
}

#[tokio::test]
async fn the_first_folder_wins() {
    let (pages, package) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    fs::write(pages.path().join("index.html"), "<p>__CLERK_PUBLISHABLE_KEY__</p>").expect("a file");
    fs::write(pages.path().join("sign-in.html"), "sign in").expect("a file");
    fs::write(pages.path().join("a.js"), "first; '__CLERK_PUBLISHABLE_KEY__'").expect("a file");
    fs::write(package.path().join("a.js"), "second").expect("a file");
    fs::write(package.path().join("b.wasm"), [0, 97, 115, 109, 255]).expect("a file");
    let server = server(&[pages.path(), package.path()]);
    let mut browser = server.browser();
    let key = server.core.config().publishable_key();
    for (path, content_type, text) in [
        ("/", "text/html; charset=utf-8", format!("<p>{key}</p>")),
        ("/sign-in?from=x", "text/html; charset=utf-8", "sign in".into()),
        ("/sign-in.html", "text/html; charset=utf-8", "sign in".into()),
        ("/a.js", "text/javascript; charset=utf-8", "first; '__CLERK_PUBLISHABLE_KEY__'".into()),
    ] {
        let answer = browser.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, Some(content_type)), "{path}");
        assert_eq!(answer.text, text, "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
    }
    assert_eq!(browser.get("/b.wasm").await.header("content-type"), Some("application/wasm"));
    assert_eq!(browser.get("/nothing").await.status, 404);
    assert_eq!(browser.post("/sign-in", &[]).await.status, 405);
}

#[tokio::test]
async fn an_unchanged_part_or_compressed_file_is_sent_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.js"), "let a = 1;").expect("a file");
    fs::write(folder.path().join("a.js.br"), "compressed").expect("a file");
    let server = server(&[folder.path()]);
    let asking = |name: HeaderName, value: &str| {
        let mut browser = server.browser();
        browser.headers.insert(name, value.parse().expect("a header"));
        browser
    };
    let tag = server.browser().get("/a.js").await.header("etag").expect("an ETag").to_owned();
    let unchanged = asking(header::IF_NONE_MATCH, &tag).get("/a.js").await;
    assert_eq!((unchanged.status.as_u16(), unchanged.text.as_str()), (304, ""));
    let part = asking(header::RANGE, "bytes=4-6").get("/a.js").await;
    assert_eq!((part.status.as_u16(), part.text.as_str()), (206, "a ="));
    let compressed = asking(header::ACCEPT_ENCODING, "gzip, br").get("/a.js").await;
    assert_eq!((compressed.header("content-encoding"), compressed.text.as_str()), (Some("br"), "compressed"));
}

#[tokio::test]
async fn nothing_outside_is_served() {
    let folder = tempfile::tempdir().expect("a folder");
    let www = folder.path().join("www");
    fs::create_dir(&www).expect("a folder");
    fs::write(folder.path().join("secret.txt"), "secret").expect("a file");
    fs::write(www.join(".hidden"), "secret").expect("a file");
    let server = server(&[&www]);
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/x/../../secret.txt", "/.hidden"] {
        let answer = server.browser().get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text.contains("secret"), "{path}");
    }
}

#[tokio::test]
async fn official_react_apps_get_our_sdk() {
    let package = tempfile::tempdir().expect("a folder");
    let with = server(&[package.path()]);
    let script = "/npm/@clerk/clerk-js@6.40.0/dist/clerk.browser.js";
    assert_eq!(with.browser().get(script).await.status, 404, "not before it is built");
    fs::write(package.path().join("clerk.browser.js"), "ours").expect("a file");
    fs::write(package.path().join("clerk_wasm_bg.wasm"), "wasm").expect("a file");
    assert_eq!(with.browser().get(script).await.text, "ours");
    assert_eq!(with.browser().get("/npm/@clerk/clerk-js@5/dist/clerk_wasm_bg.wasm").await.text, "wasm");
    let components = with.browser().get("/npm/@clerk/ui@1/dist/ui.browser.js").await;
    assert!(components.text.contains("__internal_ClerkUICtor"), "what @clerk/react waits for: {}", components.text);
    assert_eq!(with.browser().get("/npm/@clerk/ui@1/dist/chunk.js").await.status, 404);
}

#[tokio::test]
async fn pages_tell_their_address_to_nobody_and_stand_in_no_foreign_frame() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("index.html"), "<p>Hello</p>").expect("a file");
    let server = Server::with(Options { www: vec![folder.path().into()], ..Options::default() });
    let mut browser = server.browser();
    for path in ["/", "/nowhere", "/_dev/mailbox"] {
        let page = browser.get(path).await;
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(page.header("content-security-policy"), Some("frame-ancestors 'self'"), "{path}");
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
    for path in ["/v1/environment", "/v1/me", "/_dev/mail"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("content-security-policy"), None, "{path} is no page");
    }
}
