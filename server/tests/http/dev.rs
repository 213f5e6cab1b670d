use std::time::{Duration, Instant};

use axum::http::HeaderValue;
use serde_json::json;

use crate::support::{Options, Server, each};

#[tokio::test]
async fn only_this_machine_gets_an_answer() {
    let server = Server::start();
    let mut browser = server.browser();
    for (peer, status) in [("127.0.0.1", 200), ("127.9.9.9", 200), ("::1", 200), ("::ffff:127.0.0.1", 200)] {
        browser.peer = peer.parse().expect("an address");
        assert_eq!(browser.get("/_dev/health").await.status, status, "{peer}");
    }
    for peer in ["192.168.0.7", "10.0.0.1", "::ffff:10.0.0.1", "2001:db8::1"] {
        browser.peer = peer.parse().expect("an address");
        for path in ["/_dev/health", "/_dev/mail", "/_dev/mailbox"] {
            browser.get(path).await.refused(403, "resource_forbidden");
        }
        browser.post("/_dev/reset", &[]).await.refused(403, "resource_forbidden");
        assert_eq!(browser.get("/v1/environment").await.status, 200, "the API itself answers all");
    }
}

/// A proxy on this machine is a loopback peer for everybody whom it lets in.
#[tokio::test]
async fn whoever_comes_by_a_proxy_gets_none() {
    let server = Server::start();
    for (name, value) in [
        ("x-forwarded-for", "203.0.113.7"),
        ("x-forwarded-for", "127.0.0.1"),
        ("forwarded", "for=203.0.113.7"),
        ("x-forwarded-host", "app.example.com"),
        ("x-forwarded-proto", "https"),
        ("x-real-ip", "203.0.113.7"),
        ("via", "1.1 proxy"),
    ] {
        let mut browser = server.browser();
        browser.headers.insert(name, HeaderValue::from_static(value));
        for path in ["/_dev/health", "/_dev/mail", "/_dev/mailbox"] {
            browser.get(path).await.refused(403, "resource_forbidden");
        }
        browser.post("/_dev/reset", &[]).await.refused(403, "resource_forbidden");
        assert_eq!(browser.get("/v1/environment").await.status, 200, "the API itself answers by {name} too");
    }
}

/// Whom `--allow-origin` lets call the API may not read the mail of all its users.
#[tokio::test]
async fn pages_of_other_machines_get_none() {
    let server = Server::with(Options { allow_origin: vec!["https://app.example.com".into()], ..Options::default() });
    for (name, value) in
        [("origin", "https://app.example.com"), ("host", "app.example.com"), ("host", "192.168.0.7:4010")]
    {
        let mut browser = server.browser();
        browser.headers.insert(name, HeaderValue::from_static(value));
        assert_eq!(browser.get("/v1/environment").await.status, 200, "{value} may call the API");
        browser.get("/_dev/mail").await.refused(403, "resource_forbidden");
        browser.post("/_dev/reset", &[]).await.refused(403, "resource_forbidden");
    }
    for (name, value) in [("origin", "http://localhost:5173"), ("host", "app.localhost:4010"), ("host", "[::1]:4010")] {
        let mut browser = server.browser();
        browser.headers.insert(name, HeaderValue::from_static(value));
        assert_eq!(browser.get("/_dev/mail").await.status, 200, "{value}");
    }
}

#[tokio::test]
async fn health_tells_the_keys() {
    let server = Server::start();
    let health = server.browser().get("/_dev/health").await.body;
    assert_eq!(health["ok"], true);
    let key = health["publishable_key"].as_str().and_then(|key| clerk_api::PublishableKey::parse(key).ok());
    assert_eq!(key.map(|key| key.frontend_api).as_deref(), Some("127.0.0.1:4010"));
    let key = health["official_publishable_key"].as_str().and_then(|key| clerk_api::PublishableKey::parse(key).ok());
    assert!(key.is_some_and(|key| key.frontend_api.ends_with(".lcl.dev") && key.has_dev_browser()));
}

#[tokio::test]
async fn health_is_true_only_once_the_seed_is_in() {
    let server = Server::start();
    server.write(|tx| Ok(tx.change("DELETE FROM settings WHERE name = 'seeded'", [])?));
    server.browser().get("/_dev/health").await.refused(503, "resource_locked");
}

#[tokio::test]
async fn reset_restores_the_seed() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    ada.create_organization("Other").await;
    ada.invite(&labs, "new@heron.test").await;
    ada.delete(&format!("/v1/organizations/{labs}")).await.ok();
    assert_eq!(ada.post("/_dev/reset", &[]).await.body, json!({ "ok": true }));
    ada.get("/v1/me").await.refused(401, "authentication_invalid");
    assert_eq!(ada.get("/_dev/mail").await.body, json!([]));
    let mut ada = server.user("ada").await;
    let mine = ada.get("/v1/me").await;
    assert_eq!(each(&mine.ok()["organization_memberships"], "/organization/name"), ["Blue Heron Labs"]);
    assert_eq!(mine.ok()["organization_memberships"][0]["organization"]["members_count"], 2);
    assert_eq!(ada.get("/_dev/reset").await.status, 405, "a link can't reset");
}

#[tokio::test]
async fn mails_are_newest_first_and_per_recipient() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    for address in ["one@heron.test", "Two@heron.test"] {
        ada.invite(&labs, address).await;
    }
    let mails = ada.get("/_dev/mail").await.body;
    assert_eq!(each(&mails, "/to"), ["Two@heron.test", "one@heron.test"]);
    assert_eq!(each(&ada.get("/_dev/mail?to=TWO@heron.test").await.body, "/to"), ["Two@heron.test"]);
    for field in ["id", "from", "subject", "text", "html", "delivery", "created_at"] {
        assert!(!mails[0][field].is_null(), "{field}");
    }
    assert!(mails[0]["code"].is_null());
    ada.get("/_dev/mail?wait=soon").await.refused_field("form_param_value_invalid", "wait");
}

#[tokio::test]
async fn waiting_ends_with_the_mail() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let mut reader = server.browser();
    let begin = Instant::now();
    let waiting = tokio::spawn(async move { reader.get("/_dev/mail?to=new@heron.test&wait=30").await });
    ada.invite(&labs, "other@heron.test").await;
    ada.invite(&labs, "new@heron.test").await;
    let mails = waiting.await.expect("an answer").body;
    assert_eq!(each(&mails, "/to"), ["new@heron.test"]);
    assert!(begin.elapsed() < Duration::from_secs(20));
    let begin = Instant::now();
    assert_eq!(server.browser().get("/_dev/mail?to=nobody@heron.test&wait=0.2").await.body, json!([]));
    assert!(begin.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn a_person_reads_the_mailbox() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    assert!(ada.get("/_dev/mailbox").await.text.contains("No mail yet"));
    let organization = ada.create_organization("Tom & Jerry").await;
    ada.invite(&organization, "new@heron.test").await;
    let page = ada.get("/_dev/mailbox").await.text;
    assert!(page.contains("Tom &amp; Jerry") && !page.contains("Tom & Jerry"), "{page}");
    let ticket = server.ticket("new@heron.test").await;
    assert!(page.contains(&format!("href=\"http://127.0.0.1:4010/v1/tickets/accept?ticket={ticket}\"")));
}
