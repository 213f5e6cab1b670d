use clerk_local_core::clock::DAY;
use serde_json::json;

use crate::support::{Server, each};

fn path(organization: &str) -> String {
    format!("/v1/organizations/{organization}/invitations")
}

#[tokio::test]
async fn an_invitation_is_a_mail() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    for address in ["linus@heron.test", "Somebody.New@example.com"] {
        let answer = ada.post(&path(&labs), &[("email_address", address), ("role", "basic_member")]).await;
        let invitation = answer.ok();
        assert_eq!(invitation["object"], "organization_invitation");
        assert_eq!(invitation["email_address"], address);
        assert_eq!((&invitation["role"], &invitation["status"]), (&"basic_member".into(), &"pending".into()));
        assert_eq!(invitation["organization_id"], labs.as_str());
        let lifetime = invitation["expires_at"].as_i64().zip(invitation["created_at"].as_i64());
        assert_eq!(lifetime.map(|(end, begin)| end - begin), Some(30 * DAY));
        assert!(invitation["url"].is_null(), "the link goes by mail only");

        let mail = server.mail(&address.to_lowercase()).await;
        assert_eq!(mail["to"], address);
        let link = mail["links"][0].as_str().expect("a link");
        assert!(link.starts_with("http://127.0.0.1:4010/v1/tickets/accept?ticket="), "{link}");
        assert!(mail["text"].as_str().is_some_and(|text| text.contains(link) && text.contains("Ada Quill")));
        assert!(mail["html"].as_str().is_some_and(|html| html.contains(link) && html.contains("Blue Heron Labs")));
    }
    let pending = &ada.get(&format!("/v1/organizations/{labs}")).await;
    assert_eq!(pending.ok()["pending_invitations_count"], 2);
}

#[tokio::test]
async fn only_admins_invite_list_and_revoke() {
    let server = Server::start();
    let (mut ada, mut grace) = (server.user("ada").await, server.user("grace").await);
    let labs = server.labs().await;
    let id = ada.invite(&labs, "linus@heron.test").await;
    let form = [("email_address", "mary@heron.test"), ("role", "basic_member")];
    for answer in [
        grace.post(&path(&labs), &form).await,
        grace.post(&format!("{}/bulk", path(&labs)), &form).await,
        grace.get(&path(&labs)).await,
        grace.get(&format!("{}/pending", path(&labs))).await,
        grace.post(&format!("{}/{id}/revoke", path(&labs)), &[]).await,
    ] {
        let error = answer.refused(403, "missing_organization_permission");
        assert_eq!(error["meta"]["permissions"], json!(["org:sys_memberships:manage"]));
    }
}

#[tokio::test]
async fn bad_invitations_name_the_field() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let path = path(&server.labs().await);
    for (form, code, field) in [
        (vec![("role", "admin")], "form_param_missing", "email_address"),
        (vec![("email_address", ""), ("role", "admin")], "form_param_nil", "email_address"),
        (vec![("email_address", "linus"), ("role", "admin")], "form_param_format_invalid", "email_address"),
        (
            vec![("email_address", "li..nus@heron.test"), ("role", "admin")],
            "form_param_format_invalid",
            "email_address",
        ),
        (vec![("email_address", "linus@heron..test"), ("role", "admin")], "form_param_format_invalid", "email_address"),
        (vec![("email_address", "linus.@heron.test"), ("role", "admin")], "form_param_format_invalid", "email_address"),
        (vec![("email_address", "linus@heron.test")], "form_param_missing", "role"),
        (vec![("email_address", "linus@heron.test"), ("role", "owner")], "form_param_value_invalid", "role"),
        (
            vec![("email_address", "linus@heron.test"), ("role", "admin"), ("redirect_url", "https://evil.example/x")],
            "form_param_value_invalid",
            "redirect_url",
        ),
        (
            vec![("email_address", "linus@heron.test"), ("role", "admin"), ("redirect_url", "javascript:alert(1)")],
            "form_param_value_invalid",
            "redirect_url",
        ),
    ] {
        ada.post(&path, &form).await.refused_field(code, field);
    }
    let both = ada.post(&path, &[]).await;
    assert_eq!(each(&both.body["errors"], "/meta/param_name"), ["email_address", "role"], "all of them at once");
}

#[tokio::test]
async fn one_live_invitation_per_address() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let id = ada.invite(&labs, "new@heron.test").await;
    let again = [("email_address", "NEW@Heron.test"), ("role", "admin")];
    let refusal = ada.post(&path(&labs), &again).await;
    let error = refusal.refused(400, "duplicate_record");
    assert_eq!(error["meta"]["email_addresses"], json!(["NEW@Heron.test"]));
    // Another organization may invite the same address, and so may this one after a revocation.
    let other = ada.create_organization("Other").await;
    ada.invite(&other, "new@heron.test").await;
    ada.post(&format!("{}/{id}/revoke", path(&labs)), &[]).await.ok();
    ada.post(&path(&labs), &again).await.ok();
}

#[tokio::test]
async fn members_are_not_invited() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let form = [("email_address", "GRACE@heron.test"), ("role", "basic_member")];
    let refusal = ada.post(&path(&server.labs().await), &form).await;
    let error = refusal.refused(400, "already_a_member_in_organization");
    let sentence = error["long_message"].as_str().unwrap_or_default();
    assert!(sentence.contains("GRACE@heron.test"), "Clerk's UI reads the address there: {sentence}");
}

#[tokio::test]
async fn bulk_is_all_or_nothing() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let bulk = format!("{}/bulk", path(&labs));
    let invite = |addresses: &[&'static str]| {
        let mut form: Vec<(&str, &str)> = addresses.iter().map(|address| ("email_address", *address)).collect();
        form.push(("role", "basic_member"));
        form
    };
    let answer = ada.post(&bulk, &invite(&["one@heron.test", "two@heron.test"])).await;
    assert_eq!(each(answer.ok(), "/email_address"), ["one@heron.test", "two@heron.test"]);
    for (addresses, status, code) in [
        (vec!["three@heron.test", "grace@heron.test"], 400, "already_a_member_in_organization"),
        (vec!["three@heron.test", "One@heron.test"], 400, "duplicate_record"),
        (vec!["three@heron.test", "four"], 422, "form_param_format_invalid"),
    ] {
        ada.post(&bulk, &invite(&addresses)).await.refused(status, code);
    }
    let twice = ada.post(&bulk, &invite(&["three@heron.test", "Three@heron.test"])).await;
    let sentence = twice.refused(400, "duplicate_record")["message"].as_str();
    assert_eq!(sentence, Some("Three@heron.test is given twice. Name each address once."));
    let pending = ada.get(&format!("{}?status=pending", path(&labs))).await;
    assert_eq!(each(&pending.ok()["data"], "/email_address"), ["two@heron.test", "one@heron.test"]);
    assert_eq!(server.browser().get("/_dev/mail?to=three@heron.test").await.body, json!([]), "no mail either");
    let many: Vec<String> = (0..101).map(|number| format!("n{number}@heron.test")).collect();
    let mut form: Vec<(&str, &str)> = many.iter().map(|address| ("email_address", address.as_str())).collect();
    form.push(("role", "basic_member"));
    ada.post(&bulk, &form).await.refused(400, "bulk_size_exceeded");
}

#[tokio::test]
async fn only_pending_invitations_are_revoked() {
    let server = Server::start();
    let (mut ada, mut linus) = (server.user("ada").await, server.user("linus").await);
    let labs = server.labs().await;
    let id = ada.invite(&labs, "linus@heron.test").await;
    let revoke = format!("{}/{id}/revoke", path(&labs));
    let revoked = ada.post(&revoke, &[]).await;
    assert_eq!((&revoked.ok()["id"], &revoked.ok()["status"]), (&id.as_str().into(), &"revoked".into()));
    assert_eq!(revoked.user()["organization_memberships"][0]["organization"]["pending_invitations_count"], 0);
    ada.post(&revoke, &[]).await.refused(404, "organization_invitation_not_pending");
    let accepted = ada.invite(&labs, "linus@heron.test").await;
    linus.post(&format!("/v1/me/organization_invitations/{accepted}/accept"), &[]).await.ok();
    ada.post(&format!("{}/{accepted}/revoke", path(&labs)), &[])
        .await
        .refused(404, "organization_invitation_not_pending");
    // Through another organization's door an invitation can't be reached.
    let other = linus.create_organization("Other").await;
    let open = ada.invite(&labs, "mary@heron.test").await;
    linus.post(&format!("{}/{open}/revoke", path(&other)), &[]).await.refused(404, "organization_invitation_not_found");
}

#[tokio::test]
async fn lists_go_by_status() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let old = ada.invite(&labs, "old@heron.test").await;
    ada.post(&format!("{}/{old}/revoke", path(&labs)), &[]).await.ok();
    ada.invite(&labs, "lapsed@heron.test").await;
    server.wait(DAY);
    ada.invite(&labs, "new@heron.test").await;
    server.wait(29 * DAY);
    let mut ada = server.user("ada").await;
    for (query, expected) in [
        ("", vec!["new@heron.test", "lapsed@heron.test", "old@heron.test"]),
        ("?status=pending", vec!["new@heron.test"]),
        ("?status=expired", vec!["lapsed@heron.test"]),
        ("?status=revoked&status=pending", vec!["new@heron.test", "old@heron.test"]),
        ("?status=accepted", vec![]),
        ("?limit=1&offset=1", vec!["lapsed@heron.test"]),
    ] {
        let page = ada.get(&format!("{}{query}", path(&labs))).await;
        assert_eq!(each(&page.ok()["data"], "/email_address"), expected, "{query}");
    }
    let pending = ada.get(&format!("{}/pending", path(&labs))).await;
    assert_eq!(each(pending.ok(), "/email_address"), ["new@heron.test"], "a bare array");
    let page = ada.get(&format!("{}/pending?paginated=true", path(&labs))).await;
    assert_eq!(page.ok()["total_count"], 1);
    ada.get(&format!("{}?status=odd", path(&labs))).await.refused_field("form_param_value_invalid", "status");
}

#[tokio::test]
async fn a_lapsed_invitation_makes_room() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    ada.invite(&labs, "new@heron.test").await;
    server.wait(30 * DAY);
    let mut ada = server.user("ada").await;
    let organization = ada.get(&format!("/v1/organizations/{labs}")).await;
    assert_eq!(organization.ok()["pending_invitations_count"], 0);
    ada.invite(&labs, "new@heron.test").await;
}
