use clerk_local_core::clock::DAY;

use crate::support::{Server, each};

#[tokio::test]
async fn the_invited_user_accepts_once() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let id = ada.invite(&labs, "LINUS@heron.test").await;
    let mut linus = server.user("linus").await;
    let list = linus.get("/v1/me/organization_invitations?status=pending").await;
    let invitation = &list.ok()["data"][0];
    assert_eq!(invitation["id"], id.as_str());
    assert_eq!(invitation["public_organization_data"]["name"], "Blue Heron Labs");

    let accept = format!("/v1/me/organization_invitations/{id}/accept");
    let accepted = linus.post(&accept, &[]).await;
    assert_eq!(accepted.ok()["status"], "accepted");
    let membership = &accepted.user()["organization_memberships"][0];
    assert_eq!(
        (&membership["role"], &membership["organization"]["members_count"]),
        (&"basic_member".into(), &3.into())
    );
    linus.post(&accept, &[]).await.refused(400, "organization_invitation_already_accepted");
    let members = ada.get(&format!("/v1/organizations/{labs}/memberships")).await;
    assert_eq!(each(members.ok(), "/public_user_data/identifier").len(), 3);
}

#[tokio::test]
async fn invitations_of_others_are_not_there() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let id = ada.invite(&server.labs().await, "linus@heron.test").await;
    let mut mary = server.user("mary").await;
    assert_eq!(mary.get("/v1/me/organization_invitations").await.ok()["total_count"], 0);
    mary.post(&format!("/v1/me/organization_invitations/{id}/accept"), &[])
        .await
        .refused(404, "organization_invitation_not_found");
}

#[tokio::test]
async fn revoked_and_lapsed_invitations_are_refused() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let revoked = ada.invite(&labs, "linus@heron.test").await;
    ada.post(&format!("/v1/organizations/{labs}/invitations/{revoked}/revoke"), &[]).await.ok();
    let lapsed = ada.invite(&labs, "linus@heron.test").await;
    let mut linus = server.user("linus").await;
    let accept = |id: &str| format!("/v1/me/organization_invitations/{id}/accept");
    linus.post(&accept(&revoked), &[]).await.refused(400, "organization_invitation_revoked_code");
    server.wait(30 * DAY);
    let mut linus = server.user("linus").await;
    linus.post(&accept(&lapsed), &[]).await.refused(400, "ticket_expired_code");
    assert_eq!(linus.get("/v1/me/organization_memberships?paginated=true").await.ok()["total_count"], 0);
}
