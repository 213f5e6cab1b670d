use axum::http::{HeaderValue, header};
use clerk_local_core::clock::DAY;

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
    let revoked_ticket = server.ticket("revoked@heron.test").await;
    ada.post(&format!("/v1/organizations/{labs}/invitations/{revoked}/revoke"), &[]).await.ok();
    let gone = ada.create_organization("Gone").await;
    ada.invite(&gone, "deleted@heron.test").await;
    let deleted = server.ticket("deleted@heron.test").await;
    ada.delete(&format!("/v1/organizations/{gone}")).await.ok();
    ada.invite(&labs, "linus@heron.test").await;
    ada.invite(&labs, "lapsed@heron.test").await;
    let (accepted, lapsed) = (server.ticket("linus@heron.test").await, server.ticket("lapsed@heron.test").await);
    let mut linus = server.browser();
    linus.post("/v1/client/sign_ins", &[("strategy", "ticket"), ("ticket", &accepted)]).await.ok();
    server.wait(30 * DAY);

    let tickets = [
        ("not-a-ticket".to_owned(), "ticket_invalid_code"),
        (revoked_ticket, "organization_invitation_revoked_code"),
        (deleted, "organization_invitation_to_deleted_organization"),
        (lapsed, "ticket_expired_code"),
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
async fn tickets_tokens_and_codes_are_kept_as_hashes_but_for_the_mail_of_their_owner() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    ada.invite(&labs, "newcomer@heron.test").await;
    let ticket = server.ticket("newcomer@heron.test").await;
    assert!(ticket.len() >= 22 && ticket.bytes().all(|letter| letter.is_ascii_alphanumeric()), "128 bits and more");
    let dev_browser = ada.post("/v1/dev_browser", &[]).await.body["id"].as_str().expect("a token").to_owned();
    let always_hashed = [dev_browser, ada.cookie.clone().expect("a cookie"), PASSWORD.to_owned()];
    let dump = server.dump();
    for secret in &always_hashed {
        assert!(!dump.contains(secret), "a secret is in the database");
    }
    assert!(dump.contains("blue-heron-labs"), "the dump does show texts");
    let with_ticket: Vec<_> = dump.lines().filter(|line| line.contains(&ticket)).collect();
    assert!(with_ticket.len() == 1 && with_ticket[0].starts_with("mails "), "{with_ticket:?}");
    // Once it is used it is in no mail either.
    let mut newcomer = server.browser();
    let form = [("strategy", "ticket"), ("ticket", &ticket), ("password", PASSWORD)];
    newcomer.post("/v1/client/sign_ups", &form).await.ok();
    assert!(!server.dump().contains(&ticket));
    let mail = server.mail("newcomer@heron.test").await;
    assert_eq!((&mail["links"], &mail["is_secret_removed"]), (&serde_json::json!([]), &true.into()));
    assert!(mail["text"].as_str().is_some_and(|text| text.contains("no longer works")), "{mail}");
}

#[tokio::test]
async fn links_that_no_longer_work_leave_the_mailbox() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let revoked = ada.invite(&labs, "revoked@heron.test").await;
    ada.invite(&labs, "expired@heron.test").await;
    let other = ada.create_organization("Other").await;
    ada.invite(&other, "deleted@heron.test").await;
    let links = |mail: &serde_json::Value| mail["links"].as_array().expect("links").len();
    for address in ["revoked@heron.test", "expired@heron.test", "deleted@heron.test"] {
        assert_eq!(links(&server.mail(address).await), 1, "{address}");
    }
    ada.post(&format!("/v1/organizations/{labs}/invitations/{revoked}/revoke"), &[]).await.ok();
    ada.delete(&format!("/v1/organizations/{other}")).await.ok();
    for address in ["revoked@heron.test", "deleted@heron.test"] {
        assert_eq!(links(&server.mail(address).await), 0, "{address}");
    }
    server.wait(31 * DAY);
    assert_eq!(links(&server.mail("expired@heron.test").await), 0, "not shown");
    assert!(server.dump().contains("/v1/tickets/accept?ticket="), "not removed yet");
    while server.core.remove_old().expect("a step") {}
    assert!(!server.dump().contains("/v1/tickets/accept?ticket="), "removed");
}
