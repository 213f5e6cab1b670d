use std::collections::HashMap;

use crate::support::{Browser, PASSWORD, Server};

const MANY: usize = 24;

/// Lets many browsers do the same at once and counts the answers: "200", or the code of the refusal.
async fn race<F>(browsers: Vec<Browser>, call: impl Fn(Browser) -> F) -> HashMap<String, usize>
where
    F: Future<Output = crate::support::Answer> + Send + 'static,
{
    let calls: Vec<_> = browsers.into_iter().map(|browser| tokio::spawn(call(browser))).collect();
    let mut outcomes = HashMap::new();
    for call in calls {
        let answer = call.await.expect("an answer");
        let outcome = answer.body["errors"][0]["code"].as_str().unwrap_or(answer.status.as_str()).to_owned();
        *outcomes.entry(outcome).or_default() += 1;
    }
    outcomes
}

fn expect(outcomes: &HashMap<String, usize>, expected: &[(&str, usize)]) {
    let expected = expected.iter().map(|(outcome, count)| ((*outcome).to_owned(), *count)).collect();
    assert_eq!(*outcomes, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn accepting_at_once_adds_one_membership() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let labs = server.labs().await;
    let id = ada.invite(&labs, "linus@heron.test").await;
    let ticket = server.ticket("linus@heron.test").await;
    let linus = server.user("linus").await;
    let path = format!("/v1/me/organization_invitations/{id}/accept");
    // Half of them by the button, half by the link.
    let mut browsers = vec![linus; MANY / 2];
    browsers.extend(vec![server.browser(); MANY / 2]);
    let outcomes = race(browsers, |mut browser| {
        let (path, ticket) = (path.clone(), ticket.clone());
        async move {
            match browser.cookie {
                Some(_) => browser.post(&path, &[]).await,
                None => browser.post("/v1/client/sign_ins", &[("strategy", "ticket"), ("ticket", &ticket)]).await,
            }
        }
    })
    .await;
    expect(&outcomes, &[("200", 1), ("organization_invitation_already_accepted", MANY - 1)]);
    let members = ada.get(&format!("/v1/organizations/{labs}/memberships?paginated=true")).await;
    assert_eq!(members.ok()["total_count"], 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn inviting_at_once_makes_one_invitation() {
    let server = Server::start();
    let ada = server.user("ada").await;
    let path = format!("/v1/organizations/{}/invitations", server.labs().await);
    let outcomes = race(vec![ada; MANY], |mut ada| {
        let path = path.clone();
        async move { ada.post(&path, &[("email_address", "New@heron.test"), ("role", "admin")]).await }
    })
    .await;
    expect(&outcomes, &[("200", 1), ("duplicate_record", MANY - 1)]);
    let mails = server.browser().get("/_dev/mail?to=new@heron.test").await.body;
    assert_eq!(mails.as_array().map(Vec::len), Some(1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn signing_up_at_once_makes_one_user() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    ada.invite(&server.labs().await, "new@heron.test").await;
    let ticket = server.ticket("new@heron.test").await;
    let outcomes = race(vec![server.browser(); MANY], |mut browser| {
        let ticket = ticket.clone();
        async move {
            let form = [("strategy", "ticket"), ("ticket", ticket.as_str()), ("password", PASSWORD)];
            browser.post("/v1/client/sign_ups", &form).await
        }
    })
    .await;
    expect(&outcomes, &[("200", 1), ("organization_invitation_already_accepted", MANY - 1)]);
}

/// Two admins who demote each other at once: one of them stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_admin_stays_whatever_happens_at_once() {
    for _ in 0..5 {
        let server = Server::start();
        let (mut ada, mut grace) = (server.user("ada").await, server.user("grace").await);
        let (ada_id, grace_id) = (ada.user_id().await, grace.user_id().await);
        let members = format!("/v1/organizations/{}/memberships", server.labs().await);
        ada.patch(&format!("{members}/{grace_id}"), &[("role", "admin")]).await.ok();
        let demote = |mut admin: Browser, other: &str| {
            let path = format!("{members}/{other}");
            tokio::spawn(async move { admin.patch(&path, &[("role", "basic_member")]).await.status })
        };
        let (first, second) = (demote(ada.clone(), &grace_id), demote(grace, &ada_id));
        let statuses = (first.await.expect("an answer"), second.await.expect("an answer"));
        assert!(statuses.0 == 200 || statuses.1 == 200);
        let page = ada.get(&format!("{members}?paginated=true&role=admin")).await;
        assert_eq!(page.ok()["total_count"], 1, "{statuses:?}");
    }
}
