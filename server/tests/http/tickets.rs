use axum::http::{HeaderValue, header};
use clerk_local::clock::DAY;

use crate::support::{Browser, PASSWORD, Server, each};

fn link(ticket: &str) -> String {
    format!("/v1/tickets/accept?ticket={ticket}")
}

async fn location(browser: &mut Browser, ticket: &str) -> String {
    let answer = browser.get(&link(ticket)).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    answer.header("location").expect("a location").to_owned()
}

#[tokio::test]
async fn the_link_leads_to_the_accept_page_and_consumes_nothing() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let id = ada.invite(&labs, "linus@heron.test").await;
    ada.invite(&labs, "new@heron.test").await;
    let known = server.ticket("linus@heron.test").await;
    let unknown = server.ticket("new@heron.test").await;
    let mut browser = server.browser();
    for _ in 0..3 {
        for (ticket, status) in [(&known, "sign_in"), (&unknown, "sign_up")] {
            let page =
                format!("http://127.0.0.1:4010/accept-invitation?__clerk_ticket={ticket}&__clerk_status={status}");
            assert_eq!(location(&mut browser, ticket).await, page);
        }
    }
    assert!(browser.cookie.is_none());
    let pending = ada.get(&format!("/v1/organizations/{labs}/invitations?status=pending")).await;
    assert_eq!(pending.ok()["total_count"], 2);

    let mut linus = server.user("linus").await;
    linus.post(&format!("/v1/me/organization_invitations/{id}/accept"), &[]).await.ok();
    assert!(location(&mut browser, &known).await.ends_with("&__clerk_status=complete"));
}

#[tokio::test]
async fn the_inviter_chooses_the_page() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let path = format!("/v1/organizations/{}/invitations", server.labs().await);
    let page = "http://localhost:5173/join?from=mail#/top";
    let form = [("email_address", "new@heron.test"), ("role", "admin"), ("redirect_url", page)];
    ada.post(&path, &form).await.ok();
    let ticket = server.ticket("new@heron.test").await;
    let expected = format!("http://localhost:5173/join?from=mail&__clerk_ticket={ticket}&__clerk_status=sign_up#/top");
    assert_eq!(location(&mut server.browser(), &ticket).await, expected);
}

#[tokio::test]
async fn a_ticket_that_opens_nothing_says_why() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let revoked = ada.invite(&labs, "revoked@heron.test").await;
    ada.post(&format!("/v1/organizations/{labs}/invitations/{revoked}/revoke"), &[]).await.ok();
    let gone = ada.create_organization("Gone").await;
    ada.invite(&gone, "deleted@heron.test").await;
    ada.delete(&format!("/v1/organizations/{gone}")).await.ok();
    ada.invite(&labs, "linus@heron.test").await;
    ada.invite(&labs, "lapsed@heron.test").await;
    let accepted = server.ticket("linus@heron.test").await;
    let mut linus = server.browser();
    linus.post("/v1/client/sign_ins", &[("strategy", "ticket"), ("ticket", &accepted)]).await.ok();
    server.wait(30 * DAY);

    let tickets = [
        ("not-a-ticket".to_owned(), "ticket_invalid_code"),
        (server.ticket("revoked@heron.test").await, "organization_invitation_revoked_code"),
        (server.ticket("deleted@heron.test").await, "organization_invitation_to_deleted_organization"),
        (server.ticket("lapsed@heron.test").await, "ticket_expired_code"),
        (accepted, "organization_invitation_already_accepted"),
    ];
    for (ticket, code) in tickets {
        let mut browser = server.browser();
        if code != "organization_invitation_already_accepted" {
            browser.get(&link(&ticket)).await.refused(400, code);
        }
        let form = [("strategy", "ticket"), ("ticket", ticket.as_str())];
        browser.post("/v1/client/sign_ins", &form).await.refused(400, code);
        let form = [("strategy", "ticket"), ("ticket", ticket.as_str()), ("password", PASSWORD)];
        browser.post("/v1/client/sign_ups", &form).await.refused(400, code);
    }
    server.browser().get("/v1/tickets/accept").await.refused(400, "ticket_invalid_code");
}

#[tokio::test]
async fn a_person_gets_a_page() {
    let server = Server::start();
    let mut browser = server.browser();
    browser.headers.insert(header::ACCEPT, HeaderValue::from_static("text/html,*/*;q=0.8"));
    let answer = browser.get(&link("%3Cnothing%3E")).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (400, Some("text/html; charset=utf-8")));
    assert!(answer.text.contains("ticket_invalid_code") && answer.text.contains("doesn’t work"), "{}", answer.text);
}

#[tokio::test]
async fn a_known_user_signs_in_by_ticket() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    ada.invite(&labs, "linus@heron.test").await;
    let ticket = server.ticket("linus@heron.test").await;
    let form = [("strategy", "ticket"), ("ticket", ticket.as_str())];
    let mut linus = server.browser();
    let answer = linus.post("/v1/client/sign_ins", &form).await;
    assert_eq!(answer.ok()["status"], "complete");
    assert_eq!(answer.user()["organization_memberships"][0]["organization"]["id"], labs.as_str());
    assert_eq!(linus.session_id().await, answer.ok()["created_session_id"].as_str().expect("a session"));
    // Single use.
    server.browser().post("/v1/client/sign_ins", &form).await.refused(400, "organization_invitation_already_accepted");
}

#[tokio::test]
async fn who_is_signed_in_already_keeps_the_session() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    ada.invite(&server.labs().await, "linus@heron.test").await;
    let ticket = server.ticket("linus@heron.test").await;
    let mut linus = server.user("linus").await;
    let session = linus.session_id().await;
    let answer = linus.post("/v1/client/sign_ins", &[("strategy", "ticket"), ("ticket", &ticket)]).await;
    assert_eq!(answer.ok()["created_session_id"], session.as_str());
    assert_eq!(each(&answer.user()["organization_memberships"], "/organization/name"), ["Blue Heron Labs"]);
}

#[tokio::test]
async fn somebody_elses_ticket_is_refused_and_stays_good() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    ada.invite(&server.labs().await, "linus@heron.test").await;
    let ticket = server.ticket("linus@heron.test").await;
    let form = [("strategy", "ticket"), ("ticket", ticket.as_str())];
    let mut mary = server.user("mary").await;
    mary.post("/v1/client/sign_ins", &form).await.refused(403, "authorization_invalid");
    mary.post("/v1/client/sign_ups", &form).await.refused(400, "session_exists");
    assert_eq!(mary.get("/v1/me").await.ok()["organization_memberships"], serde_json::json!([]));
    server.browser().post("/v1/client/sign_ins", &form).await.ok();
}

#[tokio::test]
async fn tickets_and_tokens_are_kept_as_hashes() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    ada.invite(&server.labs().await, "linus@heron.test").await;
    let ticket = server.ticket("linus@heron.test").await;
    assert!(ticket.len() >= 22 && ticket.bytes().all(|letter| letter.is_ascii_alphanumeric()), "128 bits and more");
    let dev_browser = ada.post("/v1/dev_browser", &[]).await.body["id"].as_str().expect("a token").to_owned();
    let secrets = [ticket, dev_browser, ada.cookie.clone().expect("a cookie"), PASSWORD.to_owned()];
    let dump = server
        .app
        .read(|db| {
            let tables =
                db.list("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'mails'", [], |row| {
                    row.get::<_, String>(0)
                })?;
            let mut dump = String::new();
            for table in tables {
                let mut rows = db.prepare(&format!("SELECT * FROM {table}"))?;
                let columns = rows.column_count();
                let texts = rows.query_map([], |row| {
                    Ok((0..columns).map(|column| format!("{:?}", row.get_ref(column))).collect::<String>())
                })?;
                dump.extend(texts.collect::<Result<Vec<_>, _>>()?);
            }
            Ok(dump)
        })
        .await
        .expect("a dump");
    // rusqlite shows texts as bytes: search for both.
    for secret in secrets {
        let bytes = format!("{:?}", secret.as_bytes());
        assert!(
            !dump.contains(&secret) && !dump.contains(bytes.trim_matches(['[', ']'])),
            "a secret is in the database"
        );
    }
    assert!(dump.contains(&format!("{:?}", "blue-heron-labs".as_bytes())), "the dump does show texts");
}
