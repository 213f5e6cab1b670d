use crate::support::{PASSWORD, Server};

const PATH: &str = "/v1/client/sign_ins";

#[tokio::test]
async fn by_password_in_one_call() {
    let server = Server::start();
    let mut browser = server.browser();
    let answer = browser.post(PATH, &[("identifier", " ADA@heron.test "), ("password", PASSWORD)]).await;
    assert_eq!((&answer.ok()["object"], &answer.ok()["status"]), (&"sign_in_attempt".into(), &"complete".into()));
    let client = &answer.body["client"];
    assert_eq!(client["last_active_session_id"], answer.ok()["created_session_id"]);
    assert!(client["sign_in"].is_null(), "it is finished");
    let session = &client["sessions"][0];
    assert_eq!((&session["object"], &session["status"]), (&"session".into(), &"active".into()));
    assert_eq!(session["user"]["email_addresses"][0]["email_address"], "ada@heron.test");
    assert_eq!(session["public_user_data"]["identifier"], "ada@heron.test");
    assert!(session["user"]["last_sign_in_at"].is_i64());
    assert!(session["last_active_token"]["jwt"].as_str().is_some_and(|jwt| jwt.split('.').count() == 3));
}

#[tokio::test]
async fn by_password_in_two_steps() {
    let server = Server::start();
    let mut browser = server.browser();
    let begun = browser.post(PATH, &[("identifier", "ada@heron.test")]).await;
    assert_eq!(begun.ok()["status"], "needs_first_factor");
    assert_eq!(begun.ok()["supported_first_factors"][0]["strategy"], "password");
    assert_eq!(begun.body["client"]["sign_in"]["id"], begun.ok()["id"]);
    let id = begun.ok()["id"].as_str().expect("an id");
    let attempt = format!("{PATH}/{id}/attempt_first_factor");
    let wrong = [("strategy", "password"), ("password", "wrong-heron-42")];
    browser.post(&attempt, &wrong).await.refused_field("form_password_incorrect", "password");
    browser.post(&attempt, &[("strategy", "password")]).await.refused_field("form_param_missing", "password");
    let right = [("strategy", "password"), ("password", PASSWORD)];
    server.browser().post(&attempt, &right).await.refused(404, "resource_not_found");
    assert_eq!(browser.post(&attempt, &right).await.ok()["status"], "complete");
    browser.post(&attempt, &right).await.refused(400, "strategy_for_user_invalid");
    assert_eq!(browser.get(&format!("{PATH}/{id}")).await.ok()["status"], "complete");
}

#[tokio::test]
async fn what_is_wrong_is_said() {
    let server = Server::start();
    let mut browser = server.browser();
    let form = [("identifier", "nobody@heron.test"), ("password", PASSWORD)];
    browser.post(PATH, &form).await.refused_field("form_identifier_not_found", "identifier");
    let form = [("identifier", "ada@heron.test"), ("password", "wrong-heron-42")];
    browser.post(PATH, &form).await.refused_field("form_password_incorrect", "password");
    browser.post(PATH, &[("password", PASSWORD)]).await.refused_field("form_param_missing", "identifier");
    browser.post(PATH, &[("strategy", "ticket")]).await.refused_field("form_param_missing", "ticket");
    browser.post(PATH, &[("strategy", "oauth_google")]).await.refused_field("form_param_value_invalid", "strategy");
    let empty = browser.post(PATH, &[]).await;
    assert_eq!(empty.ok()["status"], "needs_identifier");
    browser.get("/v1/me").await.refused(401, "authentication_invalid");
}

#[tokio::test]
async fn one_session_per_client() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let session = ada.session_id().await;
    let refusal = ada.sign_in("grace").await;
    let error = refusal.refused(400, "session_exists");
    assert_eq!(error["meta"]["session_id"], session.as_str());
    ada.delete("/v1/client/sessions").await.ok();
    ada.sign_in("grace").await.ok();
}
