use clerk_local_core::config::RoleSpelling as Spelling;

use crate::support::{Options, Server, each};

#[tokio::test]
async fn each_mode_answers_in_its_spelling_and_reads_both() {
    for (spelling, admin, member) in
        [(Spelling::Classic, "admin", "basic_member"), (Spelling::Current, "org:admin", "org:member")]
    {
        let server = Server::with(Options { roles: spelling, ..Options::default() });
        let mut ada = server.user("ada").await;
        let path = format!("/v1/organizations/{}", server.labs().await);
        let roles = ada.get(&format!("{path}/roles")).await;
        assert_eq!(each(&roles.ok()["data"], "/key"), [admin, member]);
        assert_eq!(roles.ok()["total_count"], 2);
        assert_eq!(roles.ok()["data"][1]["permissions"][0]["key"], "org:sys_memberships:read");
        assert_eq!(each(&ada.get("/v1/me").await.user()["organization_memberships"], "/role"), [admin]);
        for (number, role) in ["basic_member", "org:member", "org:basic_member", "member"].iter().enumerate() {
            let form = [("email_address", format!("new{number}@heron.test")), ("role", (*role).to_owned())];
            let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
            assert_eq!(ada.post(&format!("{path}/invitations"), &form).await.ok()["role"], member, "{role}");
        }
        let environment = ada.get("/v1/environment").await;
        assert_eq!(environment.body["organization_settings"]["creator_role"], admin);
    }
}

#[tokio::test]
async fn members_see_the_roles() {
    let server = Server::start();
    let mut grace = server.user("grace").await;
    let path = format!("/v1/organizations/{}/roles?limit=1&offset=1", server.labs().await);
    let page = grace.get(&path).await;
    assert_eq!((each(&page.ok()["data"], "/key"), &page.ok()["total_count"]), (vec!["basic_member"], &2.into()));
}
