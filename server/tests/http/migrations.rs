//! A file of an older version opens, and serves what is in it.

use clerk_local_core::db::Location;
use serde_json::json;

use crate::support::{Options, PASSWORD, Server, each};

/// Made by the first version of the tables, on 27 November 2026: two organizations, four users, three invitations (one of
/// them revoked), a sign-up that waits for its code, and Ada signed in.
const FIRST: &[u8] = include_bytes!("../data/version-1.db");
/// The token of Ada's cookie in that file.
const COOKIE: &str = "U2rKbxx0gB9VI0YlEo2lwqraVIdcziNWkimkMcGVap3";
/// The ticket of newcomer@heron.test in that file.
const TICKET: &str = "cOy8BecykzK4sILsrFxXubbVpmphN00o6LQv93YGw5v";
/// A minute after the file was made.
const BEGIN: i64 = 1_795_819_150_000;

#[tokio::test]
async fn a_file_of_the_first_version_opens_with_its_data() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("clerk.db");
    std::fs::write(&path, FIRST).expect("a file");
    let server = Server::with(Options { location: Location::File(path), begin: BEGIN, ..Options::default() });
    let mut ada = server.browser();
    ada.cookie = Some(COOKIE.into());
    let memberships = ada.get("/v1/me/organization_memberships?paginated=true").await;
    assert_eq!(each(&memberships.ok()["data"], "/organization/name"), ["Night Herons", "Blue Heron Labs"]);
    assert_eq!(each(&memberships.ok()["data"], "/role"), ["admin", "admin"]);
    let labs = server.labs().await;
    let invitations = ada.get(&format!("/v1/organizations/{labs}/invitations")).await;
    assert_eq!(
        each(&invitations.ok()["data"], "/email_address"),
        ["revoked@heron.test", "newcomer@heron.test", "linus@heron.test"]
    );
    assert_eq!(each(&invitations.ok()["data"], "/status"), ["revoked", "pending", "pending"]);
    // The session still has its active organization, and its permissions are rows now.
    let client = ada.get("/v1/client").await;
    assert_eq!(client.ok()["sessions"][0]["last_active_organization_id"], json!(labs));
    ada.invite(&labs, "another@heron.test").await;
    // A ticket that was sent before still works.
    let mut newcomer = server.browser();
    let form = [("strategy", "ticket"), ("ticket", TICKET), ("password", PASSWORD)];
    let signed_up = newcomer.post("/v1/client/sign_ups", &form).await;
    assert_eq!(each(&signed_up.user()["organization_memberships"], "/role"), ["admin"]);
    let mail = server.mail("half@heron.test").await;
    assert!(mail["code"].is_string(), "the code still works: {mail}");
    server.wait(11 * 60_000);
    assert_eq!(server.mail("half@heron.test").await["code"], json!(null), "and now it doesn't");
}
