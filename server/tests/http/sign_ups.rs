use clerk_local_core::clock::MINUTE;

use crate::support::{Browser, PASSWORD, Server, each};

const PATH: &str = "/v1/client/sign_ups";

/// Begins a sign-up with an address and a password, and tells its path.
async fn begin(browser: &mut Browser, address: &str) -> String {
    let form = [("email_address", address), ("password", PASSWORD), ("first_name", "Zoe")];
    let begun = browser.post(PATH, &form).await;
    assert_eq!(begun.ok()["status"], "missing_requirements");
    assert_eq!(each(&begun.ok()["unverified_fields"], ""), ["email_address"]);
    assert_eq!(begun.ok()["missing_fields"], serde_json::json!([]));
    assert_eq!(begun.body["client"]["sign_up"]["id"], begun.ok()["id"]);
    format!("{PATH}/{}", begun.ok()["id"].as_str().expect("an id"))
}

async fn send_code(browser: &mut Browser, sign_up: &str) -> String {
    let prepared = browser.post(&format!("{sign_up}/prepare_verification"), &[("strategy", "email_code")]).await;
    assert_eq!(prepared.ok()["verifications"]["email_address"]["next_action"], "needs_attempt");
    let address = prepared.ok()["email_address"].as_str().expect("an address").to_owned();
    let code = browser.server.mail(&address).await["code"].as_str().expect("a code").to_owned();
    assert!(code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit()));
    code
}

#[tokio::test]
async fn with_a_code() {
    let server = Server::start();
    let mut zoe = server.browser();
    let sign_up = begin(&mut zoe, "Zoe@heron.test").await;
    zoe.post(&format!("{sign_up}/attempt_verification"), &[("code", "123456")])
        .await
        .refused(400, "verification_missing");
    let code = send_code(&mut zoe, &sign_up).await;
    let done =
        zoe.post(&format!("{sign_up}/attempt_verification"), &[("strategy", "email_code"), ("code", &code)]).await;
    assert_eq!((&done.ok()["object"], &done.ok()["status"]), (&"sign_up_attempt".into(), &"complete".into()));
    assert_eq!(done.ok()["created_user_id"], done.user()["id"]);
    assert_eq!(done.ok()["created_session_id"], done.body["client"]["last_active_session_id"]);
    assert_eq!(done.user()["first_name"], "Zoe");
    assert!(done.body["client"]["sign_up"].is_null(), "it is finished");
    // The account is there for other browsers too.
    server.browser().sign_in("zoe").await.ok();
}

#[tokio::test]
async fn codes_are_guessed_five_times() {
    let server = Server::start();
    let mut zoe = server.browser();
    let sign_up = begin(&mut zoe, "zoe@heron.test").await;
    let code = send_code(&mut zoe, &sign_up).await;
    let attempt = format!("{sign_up}/attempt_verification");
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        zoe.post(&attempt, &[("code", wrong)]).await.refused_field("form_code_incorrect", "code");
    }
    zoe.post(&attempt, &[("code", &code)]).await.refused(400, "verification_failed");
    let code = send_code(&mut zoe, &sign_up).await;
    server.wait(10 * MINUTE);
    zoe.post(&attempt, &[("code", &code)]).await.refused(400, "verification_expired");
    let code = send_code(&mut zoe, &sign_up).await;
    assert_eq!(zoe.post(&attempt, &[("code", &code)]).await.ok()["status"], "complete");
    zoe.post(&attempt, &[("code", &code)]).await.refused(400, "client_state_invalid");
}

#[tokio::test]
async fn fields_are_filled_in_later() {
    let server = Server::start();
    let mut zoe = server.browser();
    let begun = zoe.post(PATH, &[]).await;
    assert_eq!(each(&begun.ok()["missing_fields"], ""), ["email_address", "password"]);
    let sign_up = format!("{PATH}/{}", begun.ok()["id"].as_str().expect("an id"));
    zoe.post(&format!("{sign_up}/prepare_verification"), &[])
        .await
        .refused_field("form_param_missing", "email_address");
    let form = [("email_address", "zoe@heron.test"), ("unsafe_metadata", r#"{"theme":"dark"}"#)];
    let filled = zoe.patch(&sign_up, &form).await;
    assert_eq!(each(&filled.ok()["missing_fields"], ""), ["password"]);
    let code = send_code(&mut zoe, &sign_up).await;
    let verified = zoe.post(&format!("{sign_up}/attempt_verification"), &[("code", &code)]).await;
    assert_eq!(verified.ok()["status"], "missing_requirements");
    zoe.post(&format!("{sign_up}/prepare_verification"), &[]).await.refused(400, "verification_already_verified");
    server.browser().patch(&sign_up, &[("password", PASSWORD)]).await.refused(404, "resource_not_found");
    let done = zoe.patch(&sign_up, &[("password", PASSWORD)]).await;
    assert_eq!(done.ok()["status"], "complete");
    assert_eq!(done.user()["unsafe_metadata"]["theme"], "dark");
    zoe.patch(&sign_up, &[("first_name", "Z")]).await.refused(400, "client_state_invalid");
}

#[tokio::test]
async fn bad_fields_are_named() {
    let server = Server::start();
    let mut zoe = server.browser();
    for (form, code, field) in [
        ([("email_address", "zoe"), ("password", PASSWORD)], "form_param_format_invalid", "email_address"),
        ([("email_address", "ADA@heron.test"), ("password", PASSWORD)], "form_identifier_exists", "email_address"),
        ([("email_address", "zoe@heron.test"), ("password", "short")], "form_password_length_too_short", "password"),
        ([("strategy", "ticket"), ("password", PASSWORD)], "form_param_missing", "ticket"),
        ([("strategy", "oauth_google"), ("password", PASSWORD)], "form_param_value_invalid", "strategy"),
        ([("unsafe_metadata", "[1]"), ("password", PASSWORD)], "form_param_type_invalid", "unsafe_metadata"),
    ] {
        zoe.post(PATH, &form).await.refused_field(code, field);
    }
    let mut ada = server.user("ada").await;
    ada.post(PATH, &[("email_address", "zoe@heron.test")]).await.refused(400, "session_exists");
}

#[tokio::test]
async fn with_a_ticket_the_address_is_proved_already() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    ada.invite(&labs, "new@heron.test").await;
    let ticket = server.ticket("new@heron.test").await;
    let mut new = server.browser();
    let begun = new.post(PATH, &[("strategy", "ticket"), ("ticket", &ticket)]).await;
    assert_eq!(begun.ok()["email_address"], "new@heron.test");
    assert_eq!(begun.ok()["verifications"]["email_address"]["status"], "verified");
    assert_eq!(each(&begun.ok()["missing_fields"], ""), ["password"]);
    let pending = ada.get(&format!("/v1/organizations/{labs}")).await;
    assert_eq!(pending.ok()["pending_invitations_count"], 1, "nothing is consumed yet");

    let sign_up = format!("{PATH}/{}", begun.ok()["id"].as_str().expect("an id"));
    let other = [("email_address", "other@heron.test"), ("password", PASSWORD)];
    new.patch(&sign_up, &other).await.refused_field("form_param_value_invalid", "email_address");
    let done = new.patch(&sign_up, &[("password", PASSWORD), ("first_name", "New")]).await;
    assert_eq!(done.ok()["status"], "complete");
    let membership = &done.user()["organization_memberships"][0];
    assert_eq!(
        (&membership["role"], &membership["organization"]["members_count"]),
        (&"basic_member".into(), &3.into())
    );
    assert_eq!(membership["organization"]["pending_invitations_count"], 0);
}

#[tokio::test]
async fn with_a_ticket_and_a_password_it_is_one_call() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    ada.invite(&server.labs().await, "new@heron.test").await;
    let ticket = server.ticket("new@heron.test").await;
    let form = |address| {
        [("strategy", "ticket"), ("ticket", ticket.as_str()), ("password", PASSWORD), ("email_address", address)]
    };
    let mut new = server.browser();
    new.post(PATH, &form("other@heron.test")).await.refused_field("form_param_value_invalid", "email_address");
    let done = new.post(PATH, &form("New@heron.test")).await;
    assert_eq!(done.ok()["status"], "complete");
    assert_eq!(each(&done.user()["organization_memberships"], "/organization/name"), ["Blue Heron Labs"]);
}

#[tokio::test]
async fn tickets_know_whether_there_is_an_account() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    ada.invite(&labs, "linus@heron.test").await;
    ada.invite(&labs, "new@heron.test").await;
    let (known, unknown) = (server.ticket("linus@heron.test").await, server.ticket("new@heron.test").await);
    let mut browser = server.browser();
    browser
        .post(PATH, &[("strategy", "ticket"), ("ticket", &known), ("password", PASSWORD)])
        .await
        .refused(400, "organization_invitation_identification_already_exists");
    browser
        .post("/v1/client/sign_ins", &[("strategy", "ticket"), ("ticket", &unknown)])
        .await
        .refused(400, "organization_invitation_identification_not_exist");
}

#[tokio::test]
async fn an_invitation_revoked_meanwhile_lets_nobody_in() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let id = ada.invite(&labs, "new@heron.test").await;
    let ticket = server.ticket("new@heron.test").await;
    let mut new = server.browser();
    let begun = new.post(PATH, &[("strategy", "ticket"), ("ticket", &ticket)]).await;
    ada.post(&format!("/v1/organizations/{labs}/invitations/{id}/revoke"), &[]).await.ok();
    let sign_up = format!("{PATH}/{}", begun.ok()["id"].as_str().expect("an id"));
    new.patch(&sign_up, &[("password", PASSWORD)]).await.refused(400, "organization_invitation_revoked_code");
    server.browser().sign_in("new").await.refused_field("form_identifier_not_found", "identifier");
}
