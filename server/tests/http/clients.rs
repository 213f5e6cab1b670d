use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{PASSWORD, Server};

#[tokio::test]
async fn a_newcomer_has_no_client() {
    let server = Server::start();
    let mut browser = server.browser();
    let answer = browser.get("/v1/client").await;
    assert_eq!(answer.body, json!({ "response": null, "client": null }));
    assert!(browser.cookie.is_none());
}

#[tokio::test]
async fn the_cookie_is_kept_from_scripts() {
    let server = Server::start();
    for path in ["/v1/client", "/v1/client?_method=PUT"] {
        let mut browser = server.browser();
        let answer = browser.post(path, &[]).await;
        let cookie = answer.header("set-cookie").expect("a cookie").to_owned();
        let attributes: BTreeSet<_> = cookie.split("; ").skip(1).collect();
        assert_eq!(attributes, BTreeSet::from(["Path=/", "Max-Age=31536000", "HttpOnly", "SameSite=Lax"]), "{cookie}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!((&answer.ok()["object"], &answer.ok()["captcha_bypass"]), (&"client".into(), &true.into()));
        assert_eq!(answer.body["client"], Value::Null);
        let again = browser.post(path, &[]).await;
        assert_eq!(again.ok()["id"], answer.ok()["id"], "there is one client per browser");
        assert_eq!(again.header("set-cookie"), None);
    }
}

#[tokio::test]
async fn a_dev_browser_is_known_by_its_token() {
    let server = Server::start();
    let created = server.browser().post("/v1/dev_browser", &[]).await;
    let token = created.body["id"].as_str().expect("a token").to_owned();
    assert_eq!(created.body["token"], created.body["id"], "SDKs before 2024 read this name");
    let form = [("identifier", "ada@heron.test"), ("password", PASSWORD)];
    // A page that gets no cookies: each call comes from a fresh browser.
    server.browser().post(&format!("/v1/client/sign_ins?__clerk_db_jwt={token}"), &form).await.ok();
    for name in ["__clerk_db_jwt", "__dev_session"] {
        server.browser().get(&format!("/v1/me?{name}={token}")).await.ok();
    }
    let mut by_header = server.browser();
    by_header.headers.insert("clerk-db-jwt", token.parse().expect("a header"));
    by_header.get("/v1/me").await.ok();
    server.browser().get("/v1/me").await.refused(401, "authentication_invalid");
    // An unknown token makes SDKs ask for a new one, even where there is a cookie.
    server.user("ada").await.get("/v1/me?__clerk_db_jwt=unknown").await.refused(401, "dev_browser_unauthenticated");
}

#[tokio::test]
async fn signing_out_keeps_the_client_or_forgets_it() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let id = ada.get("/v1/client").await.ok()["id"].clone();
    let out = ada.delete("/v1/client/sessions").await;
    assert_eq!((&out.ok()["id"], &out.ok()["sessions"]), (&id, &json!([])));
    assert_eq!(out.body["client"], Value::Null);
    ada.get("/v1/me").await.refused(401, "authentication_invalid");
    ada.sign_in("ada").await.ok();
    assert_eq!(ada.get("/v1/client").await.ok()["id"], id);
    let gone = ada.delete("/v1/client").await;
    assert_eq!((&gone.ok()["id"], &gone.ok()["sessions"]), (&id, &json!([])));
    assert_eq!(ada.get("/v1/client").await.body["response"], Value::Null);
    assert_eq!(server.browser().delete("/v1/client").await.body["response"], Value::Null);
}

#[tokio::test]
async fn lists_carry_no_client_and_each_change_a_newer_one() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let session = ada.session_id().await;
    let updated = |body: &Value| body["client"]["updated_at"].as_i64().expect("a client");
    let mut last = updated(&ada.get("/v1/me").await.body);
    for path in [
        "/v1/me/organization_memberships".to_owned(),
        "/v1/me/organization_invitations".to_owned(),
        format!("/v1/organizations/{labs}"),
        format!("/v1/organizations/{labs}/memberships"),
        format!("/v1/organizations/{labs}/invitations"),
    ] {
        assert_eq!(ada.get(&path).await.body["client"], Value::Null, "{path} needs none");
    }
    assert_eq!(updated(&ada.get("/v1/me").await.body), last, "reading changes nothing");
    // The clock stands still, and the time grows all the same.
    for (path, form) in [
        ("/v1/organizations".to_owned(), vec![("name", "Other")]),
        (format!("/v1/organizations/{labs}?_method=PATCH"), vec![("name", "Labs")]),
        (format!("/v1/organizations/{labs}/invitations"), vec![("email_address", "a@heron.test"), ("role", "admin")]),
        (format!("/v1/client/sessions/{session}/touch"), vec![("active_organization_id", labs.as_str())]),
        ("/v1/me?_method=PATCH".to_owned(), vec![("first_name", "A")]),
    ] {
        let answer = ada.post(&path, &form).await;
        answer.ok();
        assert!(updated(&answer.body) > last, "{path}");
        last = updated(&answer.body);
    }
}
