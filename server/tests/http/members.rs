use serde_json::json;

use crate::support::{Server, each};

const WHO: &str = "/public_user_data/identifier";

#[tokio::test]
async fn every_member_lists_the_members() {
    let server = Server::start();
    let mut grace = server.user("grace").await;
    let path = format!("/v1/organizations/{}/memberships", server.labs().await);
    let page = grace.get(&format!("{path}?paginated=true&limit=10&offset=0")).await;
    assert_eq!(page.ok()["total_count"], 2);
    assert_eq!(each(&page.ok()["data"], WHO), ["grace@heron.test", "ada@heron.test"], "newest first");
    assert_eq!(page.ok()["data"][0]["organization"]["members_count"], 2);
    assert_eq!(page.ok()["data"][0]["permissions"], json!(["org:sys_memberships:read"]));
    // As in 2022: a bare array for who doesn't ask for pages.
    assert_eq!(each(grace.get(&path).await.ok(), WHO).len(), 2);
    let second = grace.get(&format!("{path}?paginated=true&limit=1&offset=1")).await;
    assert_eq!((each(&second.ok()["data"], WHO), &second.ok()["total_count"]), (vec!["ada@heron.test"], &2.into()));
}

#[tokio::test]
async fn lists_are_filtered() {
    let server = Server::seeded(
        r#"{"users": [
            {"email_address": "ada@heron.test", "password": "blue-heron-42", "first_name": "Åda", "last_name": "Quill"},
            {"email_address": "under_score@heron.test", "password": "blue-heron-42"},
            {"email_address": "undersscore@heron.test", "password": "blue-heron-42"},
            {"email_address": "100%@heron.test", "password": "blue-heron-42"}],
          "organizations": [{"name": "Labs", "slug": "blue-heron-labs", "members": [
            {"email_address": "ada@heron.test", "role": "org:admin"},
            {"email_address": "under_score@heron.test", "role": "member"},
            {"email_address": "undersscore@heron.test", "role": "basic_member"},
            {"email_address": "100%@heron.test", "role": "org:member"}]}]}"#,
    );
    let mut ada = server.user("ada").await;
    let path = format!("/v1/organizations/{}/memberships?paginated=true", server.labs().await);
    for (filter, expected) in [
        ("query=under_score", vec!["under_score@heron.test"]),
        ("query=%25", vec!["100%@heron.test"]),
        ("query=%C3%A5DA+QU", vec!["ada@heron.test"]),
        ("query=Quill,%20%C3%85da", vec![]),
        ("role=admin", vec!["ada@heron.test"]),
        ("role=org:admin", vec!["ada@heron.test"]),
        ("role=org:member&query=score@", vec!["undersscore@heron.test", "under_score@heron.test"]),
        ("role=admin&role=basic_member&query=ada", vec!["ada@heron.test"]),
    ] {
        let page = ada.get(&format!("{path}&{filter}")).await;
        assert_eq!(each(&page.ok()["data"], WHO), expected, "{filter}");
        assert_eq!(page.ok()["total_count"], expected.len(), "{filter}");
    }
    ada.get(&format!("{path}&role=owner")).await.refused_field("form_param_value_invalid", "role");
    ada.get(&format!("{path}&query=a&query=b")).await.refused_field("form_param_duplicate", "query");
}

#[tokio::test]
async fn pages_have_bounds() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let lists = [
        format!("/v1/organizations/{labs}/memberships"),
        format!("/v1/organizations/{labs}/invitations"),
        format!("/v1/organizations/{labs}/roles"),
        "/v1/me/organization_memberships".into(),
        "/v1/me/organization_invitations".into(),
    ];
    for list in lists {
        for (param, code, field) in [
            ("limit=0", "form_param_value_invalid", "limit"),
            ("limit=501", "form_param_value_invalid", "limit"),
            ("limit=-1", "form_param_type_invalid", "limit"),
            ("limit=ten", "form_param_type_invalid", "limit"),
            ("offset=-1", "form_param_type_invalid", "offset"),
        ] {
            ada.get(&format!("{list}?{param}")).await.refused_field(code, field);
        }
        let page = ada.get(&format!("{list}?limit=500&offset=7&paginated=true")).await;
        assert_eq!(page.ok()["data"], serde_json::json!([]), "{list} has fewer than seven");
        assert!(page.ok()["total_count"].is_u64(), "{list}: {}", page.text);
    }
}

#[tokio::test]
async fn admins_add_members() {
    let server = Server::start();
    let (mut ada, mut grace) = (server.user("ada").await, server.user("grace").await);
    let linus = server.user("linus").await.user_id().await;
    let labs = server.labs().await;
    let path = format!("/v1/organizations/{labs}/memberships");
    let form = [("user_id", linus.as_str()), ("role", "admin")];
    grace.post(&path, &form).await.refused(403, "missing_organization_permission");
    ada.invite(&labs, "LINUS@heron.test").await;
    let added = ada.post(&path, &form).await;
    assert_eq!(added.ok()["role"], "admin");
    let organization = &added.ok()["organization"];
    assert_eq!(organization["members_count"], 3);
    assert_eq!(organization["pending_invitations_count"], 0, "his invitation is answered by this");
    ada.post(&path, &form).await.refused(400, "already_a_member_in_organization");
    ada.post(&path, &[("user_id", "user_x"), ("role", "admin")]).await.refused(404, "resource_not_found");
    ada.post(&path, &[("user_id", &linus), ("role", "owner")]).await.refused_field("form_param_value_invalid", "role");
}

#[tokio::test]
async fn admins_change_roles() {
    let server = Server::start();
    let (mut ada, mut grace) = (server.user("ada").await, server.user("grace").await);
    let (ada_id, grace_id) = (ada.user_id().await, grace.user_id().await);
    let path = format!("/v1/organizations/{}/memberships", server.labs().await);
    grace
        .patch(&format!("{path}/{grace_id}"), &[("role", "admin")])
        .await
        .refused(403, "missing_organization_permission");
    let changed = ada.patch(&format!("{path}/{grace_id}"), &[("role", "org:admin")]).await;
    assert_eq!(changed.ok()["role"], "admin", "answered in the mode's spelling");
    assert_eq!(changed.ok()["public_user_data"]["user_id"], grace_id.as_str());
    assert_eq!(each(&grace.get("/v1/me").await.user()["organization_memberships"], "/role"), ["admin"]);
    // Now there are two, so that the first may go back.
    ada.patch(&format!("{path}/{ada_id}"), &[("role", "basic_member")]).await.ok();
    ada.patch(&format!("{path}/{grace_id}"), &[("role", "basic_member")])
        .await
        .refused(403, "missing_organization_permission");
    grace.patch(&format!("{path}/user_x"), &[("role", "admin")]).await.refused(404, "resource_not_found");
}

#[tokio::test]
async fn an_admin_always_stays() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let ada_id = ada.user_id().await;
    let labs = server.labs().await;
    let mine = format!("/v1/organizations/{labs}/memberships/{ada_id}");
    let code = "organization_minimum_permissions_needed";
    ada.patch(&mine, &[("role", "basic_member")]).await.refused(400, code);
    ada.delete(&mine).await.refused(400, code);
    ada.delete(&format!("/v1/me/organization_memberships/{labs}")).await.refused(400, code);
    let me = ada.get("/v1/me").await;
    assert_eq!(each(&me.user()["organization_memberships"], "/role"), ["admin"], "nothing of it happened");
}

#[tokio::test]
async fn a_removed_member_is_out_at_once() {
    let server = Server::start();
    let (mut ada, mut grace) = (server.user("ada").await, server.user("grace").await);
    let (ada_id, grace_id) = (ada.user_id().await, grace.user_id().await);
    let labs = server.labs().await;
    let session = grace.session_id().await;
    let sessions = format!("/v1/client/sessions/{session}");
    grace.post(&format!("{sessions}/touch"), &[("active_organization_id", &labs)]).await.ok();
    let members = format!("/v1/organizations/{labs}/memberships");
    grace.delete(&format!("{members}/{ada_id}")).await.refused(403, "missing_organization_permission");

    let removed = ada.delete(&format!("{members}/{grace_id}")).await;
    assert_eq!(removed.ok()["object"], "organization_membership");
    assert_eq!(removed.ok()["public_user_data"]["identifier"], "grace@heron.test");
    assert_eq!(removed.ok()["organization"]["members_count"], 1);
    assert_eq!(removed.user()["organization_memberships"][0]["organization"]["members_count"], 1);

    let client = grace.get("/v1/client").await;
    assert!(client.ok()["sessions"][0]["last_active_organization_id"].is_null());
    grace.get(&members).await.refused(404, "organization_not_found_or_unauthorized");
    grace
        .post(&format!("{sessions}/tokens"), &[("organization_id", &labs)])
        .await
        .refused(404, "organization_not_found_or_unauthorized");
    ada.delete(&format!("{members}/{grace_id}")).await.refused(404, "resource_not_found");
}

#[tokio::test]
async fn members_leave() {
    let server = Server::start();
    let mut grace = server.user("grace").await;
    let labs = server.labs().await;
    let path = format!("/v1/me/organization_memberships/{labs}");
    let left = grace.delete(&path).await;
    assert_eq!((&left.ok()["object"], &left.ok()["deleted"]), (&"organization_membership".into(), &true.into()));
    assert_eq!(left.user()["organization_memberships"], json!([]));
    grace.delete(&path).await.refused(404, "organization_not_found_or_unauthorized");
}

#[tokio::test]
async fn one_lists_ones_own_memberships() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    for number in 1..=3 {
        server.wait(1000);
        ada.create_organization(&format!("Heron {number}")).await;
    }
    let path = "/v1/me/organization_memberships";
    let page = ada.get(&format!("{path}?paginated=true&limit=2&offset=1")).await;
    assert_eq!(each(&page.ok()["data"], "/organization/name"), ["Heron 2", "Heron 1"]);
    assert_eq!(page.ok()["total_count"], 4);
    assert_eq!(page.ok()["data"][0]["public_user_data"]["identifier"], "ada@heron.test");
    assert_eq!(each(ada.get(path).await.ok(), "/organization/name").len(), 4, "a bare array");
}
