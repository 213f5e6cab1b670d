use crate::support::{Server, each};

fn server(limits: &str) -> Server {
    Server::seeded(&format!(
        r#"{{"limits": {limits},
          "users": [{{"email_address": "ada@heron.test", "password": "blue-heron-42"}},
                    {{"email_address": "linus@heron.test", "password": "blue-heron-42"}}],
          "organizations": [{{"name": "Labs", "slug": "blue-heron-labs",
                              "members": [{{"email_address": "ada@heron.test", "role": "admin"}}]}}]}}"#
    ))
}

#[tokio::test]
async fn members_and_pending_invitations_share_a_quota() {
    let server = server(r#"{"max_allowed_memberships": 3}"#);
    let mut ada = server.user("ada").await;
    let linus = server.user("linus").await.user_id().await;
    let labs = server.labs().await;
    let path = format!("/v1/organizations/{labs}");
    let code = "organization_membership_quota_exceeded";
    let bulk = [("email_address", "a@heron.test"), ("email_address", "b@heron.test"), ("role", "admin")];
    let first = ada.invite(&labs, "first@heron.test").await;
    ada.post(&format!("{path}/invitations/bulk"), &bulk).await.refused(403, code);
    ada.invite(&labs, "second@heron.test").await;
    let form = [("email_address", "third@heron.test"), ("role", "admin")];
    ada.post(&format!("{path}/invitations"), &form).await.refused(403, code);
    let member = [("user_id", linus.as_str()), ("role", "basic_member")];
    ada.post(&format!("{path}/memberships"), &member).await.refused(403, code);
    ada.post(&format!("{path}/invitations/{first}/revoke"), &[]).await.ok();
    ada.post(&format!("{path}/memberships"), &member).await.ok();
    let organization = ada.get(&path).await;
    assert_eq!(organization.ok()["max_allowed_memberships"], 3);
}

#[tokio::test]
async fn a_user_creates_so_many_organizations() {
    let server = server(r#"{"create_organizations_limit": 2}"#);
    let mut ada = server.user("ada").await;
    ada.create_organization("Second").await;
    ada.post("/v1/organizations", &[("name", "Third")]).await.refused(403, "quota_exceeded");
    let me = ada.get("/v1/me").await;
    assert_eq!(me.ok()["create_organizations_limit"], 2);
    let mine = each(&me.ok()["organization_memberships"], "/organization/name");
    assert_eq!(mine, ["Second", "Labs"]);
    server.user("linus").await.create_organization("First").await;
}
