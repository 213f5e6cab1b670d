//! What nobody needs any more is removed after a while, in small steps.

use clerk_local_core::clock::DAY;

use crate::support::{Server, each};

fn count(server: &Server, table: &str) -> usize {
    server.texts(&format!("SELECT CAST(count(*) AS TEXT) FROM {table}")).remove(0).parse().expect("a number")
}

fn clean(server: &Server) -> usize {
    (0..100).take_while(|_| server.core.remove_old().expect("a step")).count()
}

#[tokio::test]
async fn old_rows_go_and_live_ones_stay() {
    let server = Server::start();
    let mut visitor = server.browser();
    for _ in 0..500 {
        visitor.post("/v1/dev_browser", &[]).await;
    }
    let mut gone = server.user("grace").await;
    gone.delete("/v1/client/sessions").await.ok();
    let mut half = server.browser();
    half.post("/v1/client/sign_ups", &[("email_address", "half@heron.test")]).await.ok();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    ada.invite(&labs, "linus@heron.test").await;
    assert_eq!(clean(&server), 0, "nothing is old yet");
    server.wait(6 * DAY);
    let session = ada.session_id().await;
    ada.post(&format!("/v1/client/sessions/{session}/touch"), &[]).await.ok();
    server.wait(2 * DAY);
    assert!(clean(&server) > 2, "it takes several small steps");
    assert_eq!((count(&server, "dev_browsers"), count(&server, "sign_ups"), count(&server, "sign_ins")), (0, 0, 0));
    assert_eq!((count(&server, "sessions"), count(&server, "mails")), (2, 1), "these are kept for longer");
    server.wait(100 * DAY);
    clean(&server);
    assert_eq!((count(&server, "sessions"), count(&server, "clients"), count(&server, "mails")), (0, 0, 0));
    assert_eq!((count(&server, "users"), count(&server, "memberships")), (4, 2), "what people made stays");
}

#[tokio::test]
async fn a_lapsed_invitation_stays_lapsed_when_its_user_is_added() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    ada.invite(&labs, "linus@heron.test").await;
    let linus = server.user("linus").await.user_id().await;
    server.wait(31 * DAY);
    let mut ada = server.user("ada").await;
    let form = [("user_id", linus.as_str()), ("role", "basic_member")];
    ada.post(&format!("/v1/organizations/{labs}/memberships"), &form).await.ok();
    let invitations = ada.get(&format!("/v1/organizations/{labs}/invitations")).await;
    assert_eq!(each(&invitations.ok()["data"], "/status"), ["expired"]);
}
