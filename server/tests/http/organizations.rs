use crate::support::{Server, each};

#[tokio::test]
async fn whoever_creates_one_becomes_its_admin() {
    let server = Server::start();
    let mut linus = server.user("linus").await;
    let answer = linus.post("/v1/organizations", &[("name", "Grey Heron")]).await;
    let organization = answer.ok();
    assert_eq!(organization["object"], "organization");
    assert_eq!((&organization["name"], &organization["slug"]), (&"Grey Heron".into(), &"grey-heron".into()));
    assert_eq!((&organization["members_count"], &organization["pending_invitations_count"]), (&1.into(), &0.into()));
    // The piggyback knows it at once, and it is not made the active one.
    let memberships = &answer.user()["organization_memberships"];
    assert_eq!(each(memberships, "/role"), ["admin"]);
    assert_eq!(memberships[0]["organization"]["id"], organization["id"]);
    assert!(answer.body["client"]["sessions"][0]["last_active_organization_id"].is_null());
}

#[tokio::test]
async fn names_are_checked() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let (long, longest) = ("x".repeat(257), "ä".repeat(256));
    let path = format!("/v1/organizations/{labs}");
    for (name, code) in [
        ("", "form_param_nil"),
        ("  ", "form_param_nil"),
        (&long, "form_param_max_length_exceeded"),
        ("<script>", "form_param_value_invalid"),
        ("https://heron.test", "form_param_value_invalid"),
    ] {
        ada.post("/v1/organizations", &[("name", name)]).await.refused_field(code, "name");
        ada.patch(&path, &[("name", name)]).await.refused_field(code, "name");
    }
    ada.post("/v1/organizations", &[]).await.refused_field("form_param_missing", "name");
    assert_eq!(ada.post("/v1/organizations", &[("name", &longest)]).await.ok()["name"], longest.as_str());
}

#[tokio::test]
async fn slugs_are_unique() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let taken = [("name", "Other"), ("slug", "blue-heron-labs")];
    ada.post("/v1/organizations", &taken).await.refused_field("form_identifier_exists", "slug");
    ada.post("/v1/organizations", &[("name", "Other"), ("slug", "Not Good")])
        .await
        .refused_field("form_param_format_invalid", "slug");
    // A derived slug gives way, a chosen one doesn't.
    let again = ada.post("/v1/organizations", &[("name", "Blue Heron Labs")]).await;
    let slug = again.ok()["slug"].as_str().expect("a slug").to_owned();
    assert!(slug.starts_with("blue-heron-labs-"), "{slug}");
    let labs = server.labs().await;
    ada.patch(&format!("/v1/organizations/{labs}"), &[("slug", &slug)])
        .await
        .refused_field("form_identifier_exists", "slug");
    ada.patch(&format!("/v1/organizations/{labs}"), &[("slug", "blue-heron-labs")]).await.ok();
}

#[tokio::test]
async fn admins_rename_and_everybody_sees_it() {
    let server = Server::start();
    let (mut ada, mut grace) = (server.user("ada").await, server.user("grace").await);
    let path = format!("/v1/organizations/{}", server.labs().await);
    let before = grace.get("/v1/me").await;
    grace.patch(&path, &[("name", "Mine")]).await.refused(403, "missing_organization_permission");
    let renamed = ada.patch(&path, &[("name", "Herons"), ("slug", "herons")]).await;
    assert_eq!((&renamed.ok()["name"], &renamed.ok()["slug"]), (&"Herons".into(), &"herons".into()));
    let after = grace.get("/v1/me").await;
    assert_eq!(after.user()["organization_memberships"][0]["organization"]["name"], "Herons");
    let updated = |body: &serde_json::Value| body["client"]["updated_at"].as_i64();
    assert!(updated(&after.body) > updated(&before.body), "her client counts as changed");
}

#[tokio::test]
async fn outsiders_learn_nothing() {
    let server = Server::start();
    let mut mary = server.user("mary").await;
    let labs = server.labs().await;
    let unknown = "org_000000000000000000000000000";
    let mut texts = Vec::new();
    for id in [labs.as_str(), unknown] {
        let path = format!("/v1/organizations/{id}");
        let answers = [
            mary.get(&path).await,
            mary.patch(&path, &[("name", "Mine")]).await,
            mary.delete(&path).await,
            mary.get(&format!("{path}/memberships")).await,
            mary.get(&format!("{path}/invitations")).await,
            mary.get(&format!("{path}/invitations/pending")).await,
            mary.get(&format!("{path}/roles")).await,
            mary.post(&format!("{path}/invitations"), &[("email_address", "a@heron.test"), ("role", "admin")]).await,
            mary.post(&format!("{path}/invitations/bulk"), &[("email_address", "a@heron.test"), ("role", "admin")])
                .await,
            mary.post(&format!("{path}/memberships"), &[("user_id", "user_x"), ("role", "admin")]).await,
            mary.patch(&format!("{path}/memberships/user_x"), &[("role", "admin")]).await,
            mary.delete(&format!("{path}/memberships/user_x")).await,
            mary.post(&format!("{path}/invitations/orginv_x/revoke"), &[]).await,
            mary.delete(&format!("/v1/me/organization_memberships/{id}")).await,
        ];
        for answer in &answers {
            answer.refused(404, "organization_not_found_or_unauthorized");
        }
        texts.push(answers.map(|answer| (answer.status, answer.body["errors"].to_string())));
    }
    assert_eq!(texts[0], texts[1], "a foreign organization looks like none");
}

#[tokio::test]
async fn deleting_takes_everything_with_it() {
    let server = Server::start();
    let (mut ada, mut grace) = (server.user("ada").await, server.user("grace").await);
    let labs = server.labs().await;
    let path = format!("/v1/organizations/{labs}");
    ada.invite(&labs, "linus@heron.test").await;
    let session = grace.session_id().await;
    let touch = format!("/v1/client/sessions/{session}/touch");
    let active = grace.post(&touch, &[("active_organization_id", &labs)]).await;
    assert_eq!(active.ok()["last_active_organization_id"], labs.as_str());

    grace.delete(&path).await.refused(403, "missing_organization_permission");
    let deleted = ada.delete(&path).await;
    assert_eq!(deleted.ok()["object"], "organization");
    assert_eq!((&deleted.ok()["id"], &deleted.ok()["deleted"]), (&labs.as_str().into(), &true.into()));
    assert_eq!(deleted.user()["organization_memberships"], serde_json::json!([]));

    let client = grace.get("/v1/client").await;
    let session = &client.ok()["sessions"][0];
    assert!(session["last_active_organization_id"].is_null());
    assert_eq!(session["user"]["organization_memberships"], serde_json::json!([]));
    let mut linus = server.user("linus").await;
    assert_eq!(linus.get("/v1/me/organization_invitations").await.ok()["total_count"], 0);
    ada.get(&path).await.refused(404, "organization_not_found_or_unauthorized");
}

#[tokio::test]
async fn nobody_signed_in_gets_nothing() {
    let server = Server::start();
    let mut stranger = server.browser();
    stranger.post("/v1/organizations", &[("name", "Mine")]).await.refused(401, "authentication_invalid");
    stranger.get("/v1/me").await.refused(401, "authentication_invalid");
    stranger.get("/v1/me/organization_memberships").await.refused(401, "authentication_invalid");
}
