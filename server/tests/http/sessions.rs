use clerk_local_core::clock::{DAY, MINUTE};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::Value;

use crate::support::{Answer, Browser, Server, URL};

/// Verifies a token as a backend does: by the published key.
async fn claims(browser: &mut Browser, jwt: &str) -> Value {
    let keys = browser.get("/.well-known/jwks.json").await.body;
    let key = &keys["keys"][0];
    let header = decode_header(jwt).expect("a header");
    assert_eq!(header.kid.as_deref(), key["kid"].as_str());
    let decoding = DecodingKey::from_rsa_components(key["n"].as_str().expect("n"), key["e"].as_str().expect("e"));
    let mut validation = Validation::new(Algorithm::RS256);
    // The test's clock isn't the verifier's.
    (validation.validate_exp, validation.validate_nbf) = (false, false);
    decode::<Value>(jwt, &decoding.expect("a key"), &validation).expect("a good signature").claims
}

fn jwt(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body["jwt"].as_str().expect("a token, without an envelope").to_owned()
}

#[tokio::test]
async fn tokens_say_who_and_where() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    ada.headers.insert("origin", "http://localhost:5173".parse().expect("an origin"));
    let (user, session) = (ada.user_id().await, ada.session_id().await);
    let labs = server.labs().await;
    let path = format!("/v1/client/sessions/{session}");
    server.wait(5 * MINUTE);
    let plain = jwt(&ada.post(&format!("{path}/tokens"), &[]).await);
    let plain = claims(&mut ada, &plain).await;
    assert_eq!((&plain["sub"], &plain["sid"]), (&user.as_str().into(), &session.as_str().into()));
    assert_eq!((&plain["iss"], &plain["azp"]), (&URL.into(), &"http://localhost:5173".into()));
    assert_eq!(plain["exp"].as_i64().zip(plain["iat"].as_i64()).map(|(exp, iat)| exp - iat), Some(60));
    assert_eq!((&plain["fva"], &plain["sts"]), (&serde_json::json!([5, -1]), &"active".into()));
    assert!(plain.get("org_id").is_none() && plain.get("v").is_none());

    let asked = jwt(&ada.post(&format!("{path}/tokens"), &[("organization_id", &labs)]).await);
    let asked = claims(&mut ada, &asked).await;
    assert_eq!((&asked["org_id"], &asked["org_slug"]), (&labs.as_str().into(), &"blue-heron-labs".into()));
    assert_eq!((&asked["org_role"], &asked["org_permissions"]), (&"admin".into(), &serde_json::json!([])));

    ada.post(&format!("{path}/touch"), &[("active_organization_id", &labs)]).await.ok();
    let active = jwt(&ada.post(&format!("{path}/tokens"), &[]).await);
    assert_eq!(claims(&mut ada, &active).await["org_id"], labs.as_str());
    let personal = jwt(&ada.post(&format!("{path}/tokens"), &[("organization_id", "")]).await);
    assert!(claims(&mut ada, &personal).await.get("org_id").is_none());
    let piggybacked = ada.get("/v1/client").await.ok()["sessions"][0]["last_active_token"]["jwt"].clone();
    assert_eq!(claims(&mut ada, piggybacked.as_str().expect("a token")).await["org_id"], labs.as_str());

    let template = jwt(&ada.post(&format!("{path}/tokens/backend"), &[]).await);
    let template = claims(&mut ada, &template).await;
    assert_eq!(template["sub"], user.as_str());
    assert!(template["jti"].is_string() && template.get("sid").is_none());
}

#[tokio::test]
async fn the_active_organization_is_one_of_ones_own() {
    let server = Server::start();
    let (mut grace, mut mary) = (server.user("grace").await, server.user("mary").await);
    let labs = server.labs().await;
    let touch = format!("/v1/client/sessions/{}/touch", grace.session_id().await);
    for chosen in [labs.as_str(), "blue-heron-labs"] {
        let answer = grace.post(&touch, &[("active_organization_id", chosen), ("intent", "select_org")]).await;
        assert_eq!(answer.ok()["last_active_organization_id"], labs.as_str());
        assert_eq!(answer.body["client"]["sessions"][0]["last_active_organization_id"], labs.as_str());
    }
    let kept = grace.post(&touch, &[("intent", "focus")]).await;
    assert_eq!(kept.ok()["last_active_organization_id"], labs.as_str());
    assert!(grace.post(&touch, &[("active_organization_id", "")]).await.ok()["last_active_organization_id"].is_null());

    let session = mary.session_id().await;
    for chosen in [labs.as_str(), "blue-heron-labs", "org_x"] {
        mary.post(&format!("/v1/client/sessions/{session}/touch"), &[("active_organization_id", chosen)])
            .await
            .refused(404, "organization_not_found_or_unauthorized");
        mary.post(&format!("/v1/client/sessions/{session}/tokens"), &[("organization_id", chosen)])
            .await
            .refused(404, "organization_not_found_or_unauthorized");
    }
}

#[tokio::test]
async fn ended_sessions_and_those_of_others_look_alike() {
    let server = Server::start();
    let (mut ada, mut grace) = (server.user("ada").await, server.user("grace").await);
    let foreign = grace.session_id().await;
    for (action, status) in [("end", "ended"), ("remove", "removed")] {
        let session = ada.session_id().await;
        let path = format!("/v1/client/sessions/{session}");
        let ended = ada.post(&format!("{path}/{action}"), &[]).await;
        assert_eq!(ended.ok()["status"], status);
        assert_eq!(ended.body["client"]["sessions"], serde_json::json!([]));
        assert!(ended.body["client"]["last_active_session_id"].is_null());
        for id in [session.as_str(), foreign.as_str(), "sess_x"] {
            for action in ["touch", "tokens", "tokens/x", "end", "remove"] {
                let path = format!("/v1/client/sessions/{id}/{action}");
                ada.post(&path, &[]).await.refused(401, "authentication_invalid");
            }
            ada.get(&format!("/v1/me?_clerk_session_id={id}")).await.refused(401, "authentication_invalid");
        }
        ada.sign_in("ada").await.ok();
    }
    grace.get(&format!("/v1/me?_clerk_session_id={foreign}")).await.ok();
}

#[tokio::test]
async fn sessions_end_by_themselves() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    server.wait(7 * DAY - 1);
    ada.get("/v1/me").await.ok();
    server.wait(1);
    ada.get("/v1/me").await.refused(401, "authentication_invalid");
    assert_eq!(ada.get("/v1/client").await.ok()["sessions"], serde_json::json!([]));
    ada.sign_in("ada").await.ok();
}
