use axum::body::Body;
use axum::http::{HeaderValue, Request, header};

use crate::support::{Options, PASSWORD, Server};

#[tokio::test]
async fn a_post_says_what_it_means() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let path = format!("/v1/organizations/{}", server.labs().await);
    let form = [("name", "Tunnelled")];
    assert_eq!(ada.post(&format!("{path}?_method=PATCH"), &form).await.ok()["name"], "Tunnelled");
    assert_eq!(ada.post(&format!("{path}?_method=patch"), &form).await.ok()["name"], "Tunnelled");
    // Only a POST is a tunnel.
    assert_eq!(ada.get(&format!("{path}?_method=DELETE")).await.ok()["name"], "Tunnelled");
    assert_eq!(ada.post(&format!("{path}?_method=DELETE"), &[]).await.ok()["deleted"], true);
}

#[tokio::test]
async fn bodies_are_forms_or_json() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let path = format!("/v1/organizations/{}/invitations/bulk", server.labs().await);
    let request = |content_type: &'static str, body: &'static str| {
        let request = Request::post(path.as_str()).header(header::CONTENT_TYPE, content_type);
        request.body(Body::from(body)).expect("a request")
    };
    let json = r#"{"email_address": ["a+b@heron.test", "b@heron.test"], "role": "admin", "redirect_url": null}"#;
    let answer = ada.call(request("application/json; charset=utf-8", json)).await;
    assert_eq!(answer.ok().as_array().map(Vec::len), Some(2), "{}", answer.text);
    assert_eq!(answer.ok()[0]["email_address"], "a+b@heron.test");
    for content_type in ["Application/X-WWW-Form-URLEncoded; Charset=utf-8", "APPLICATION/JSON"] {
        ada.call(request(content_type, "{}")).await.refused(422, "form_param_missing");
    }
    ada.call(request("application/json", "[1")).await.refused(400, "request_body_invalid");
    ada.call(request("multipart/form-data; boundary=x", "--x--")).await.refused(415, "unsupported_content_type");
    let large = Request::post(path.as_str()).body(Body::from(vec![b'a'; (1 << 20) + 1])).expect("a request");
    ada.call(large).await.refused(413, "request_body_invalid");
}

#[tokio::test]
async fn a_path_that_is_no_text_is_refused_like_anything_else() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    for path in ["/v1/organizations/%ff", "/v1/organizations/org_%C3%28/memberships"] {
        ada.get(path).await.refused(400, "malformed_request_parameters");
    }
    ada.get("/v1/organizations/%00").await.refused(404, "organization_not_found_or_unauthorized");
}

#[tokio::test]
async fn the_path_has_the_last_word() {
    let server = Server::start();
    let mut mary = server.user("mary").await;
    let own = mary.create_organization("Own").await;
    let labs = server.labs().await;
    let form = [("email_address", "a@heron.test"), ("role", "admin"), ("organization_id", own.as_str())];
    mary.post(&format!("/v1/organizations/{labs}/invitations"), &form)
        .await
        .refused(404, "organization_not_found_or_unauthorized");
    let form = [("email_address", "a@heron.test"), ("role", "admin"), ("organization_id", labs.as_str())];
    let invitation = mary.post(&format!("/v1/organizations/{own}/invitations"), &form).await;
    assert_eq!(invitation.ok()["organization_id"], own.as_str());
}

#[tokio::test]
async fn pages_on_this_machine_may_call() {
    let server = Server::with(Options { allow_origin: vec!["https://app.example.com".into()], ..Options::default() });
    for origin in ["http://localhost:5173", "https://127.0.0.1:8443", "http://[::1]:3000", "https://app.example.com"] {
        let mut browser = server.browser();
        browser.headers.insert("origin", HeaderValue::from_static(origin));
        let answer = browser.get("/v1/environment").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("access-control-allow-origin"), Some(origin));
        assert_eq!(answer.header("access-control-allow-credentials"), Some("true"));
        assert!(answer.header("vary").is_some_and(|vary| vary.eq_ignore_ascii_case("origin")));
        assert_eq!(browser.get("/v1/me").await.header("access-control-allow-origin"), Some(origin), "errors too");

        let preflight = Request::options("/v1/organizations/org_x")
            .header("access-control-request-method", "PATCH")
            .body(Body::empty())
            .expect("a request");
        let answer = browser.call(preflight).await;
        assert!(answer.status.is_success(), "{}", answer.status);
        assert!(answer.header("access-control-allow-methods").is_some_and(|methods| methods.contains("PATCH")));
    }
}

#[tokio::test]
async fn foreign_pages_may_not() {
    let server = Server::start();
    for origin in ["null", "https://evil.example", "http://localhost.evil.example", "http://192.168.0.7"] {
        let mut browser = server.user("ada").await;
        browser.headers.insert("origin", HeaderValue::from_static(origin));
        for answer in [
            browser.get("/v1/client").await,
            browser.post("/v1/organizations", &[("name", "Theirs")]).await,
            browser.post("/_dev/reset", &[]).await,
            browser.get("/_dev/mail").await,
        ] {
            answer.refused(400, "origin_invalid");
            assert_eq!(answer.header("access-control-allow-origin"), None);
        }
    }
    let me = server.user("ada").await.get("/v1/me").await;
    assert_eq!(me.ok()["organization_memberships"].as_array().map(Vec::len), Some(1), "nothing happened");
}

/// A foreign name that was made to point at this machine (DNS rebinding).
#[tokio::test]
async fn foreign_names_are_not_answered_to() {
    let server = Server::start();
    let mut browser = server.browser();
    browser.headers.insert("host", HeaderValue::from_static("rebound.example:4010"));
    browser.get("/_dev/mail").await.refused(400, "host_invalid");
    browser.headers.insert("host", HeaderValue::from_static("localhost:4010"));
    assert_eq!(browser.get("/_dev/mail").await.status, 200);
}

#[tokio::test]
async fn the_rest_of_the_api_is_not_implemented() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    for path in ["/v1", "/v1/waitlist", "/v1/me/totp", &format!("/v1/organizations/{labs}/domains")] {
        ada.get(path).await.refused(501, "not_implemented");
        ada.post(path, &[]).await.refused(501, "not_implemented");
    }
    // A known path with another method.
    ada.delete("/v1/environment").await.refused(501, "not_implemented");
}

#[tokio::test]
async fn sdks_send_more_than_is_read() {
    let server = Server::start();
    let form = [("identifier", "ada@heron.test"), ("password", PASSWORD), ("locale", "en-GB")];
    let path = "/v1/client/sign_ins?__clerk_api_version=2099-01-01&_clerk_js_version=9.9.9";
    server.browser().post(path, &form).await.ok();
}
