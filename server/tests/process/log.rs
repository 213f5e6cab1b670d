use serde_json::Value;

use crate::program::{Caller, Program};

/// The trace in an answer, and the line of the log that has it.
fn traced<'a>(log: &'a str, body: &Value) -> &'a str {
    let trace = body["clerk_trace_id"].as_str().expect("a trace");
    log.lines().find(|line| line.contains(trace)).unwrap_or_else(|| panic!("no {trace} in\n{log}"))
}

#[test]
fn verbose_logs_each_request_and_no_secret() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::start(&folder.path().join("clerk.db"), &["--verbose"]);
    let mut ada = Caller::new(program.address);
    ada.sign_in("ada");
    let mine = ada.ok("GET", "/v1/me/organization_memberships", "");
    let organization = mine["response"][0]["organization"]["id"].as_str().expect("an id").to_owned();
    let path = format!("/v1/organizations/{organization}");
    ada.ok("POST", &format!("{path}/invitations"), "email_address=new@heron.test&role=admin");
    let link = ada.ok("GET", "/_dev/mail?to=new@heron.test", "")[0]["links"][0].as_str().expect("a link").to_owned();
    let ticket = link.split_once("ticket=").expect("a ticket").1.to_owned();
    let dev_browser = ada.ok("POST", "/v1/dev_browser", "")["id"].as_str().expect("a token").to_owned();
    ada.call("GET", &format!("/v1/tickets/accept?ticket={ticket}"), "");
    ada.ok("GET", &format!("/v1/client?__clerk_db_jwt={dev_browser}"), "");
    ada.call("GET", &format!("/v1/tickets/{ticket}"), "");
    ada.call("GET", "/v1/members/ada@heron.test", "");
    let (status, refusal) = ada.call("POST", &format!("{path}?_method=PATCH"), "name=").expect("an answer");
    assert_eq!(status, 422);
    let cookie = ada.cookie().expect("a cookie").to_owned();
    let log = program.log();
    let line = traced(&log, &refusal);
    assert!(line.contains(&format!("PATCH {path} 422 ")) && line.ends_with(" ms"), "{line}");
    for line in ["POST /v1/client/sign_ins 200 ", "GET /v1/tickets/accept 303 ", "GET /v1/members/… 501 "] {
        assert!(log.contains(line), "{line} in\n{log}");
    }
    for secret in [&ticket, &dev_browser, &cookie, "heron.test", "blue-heron-42", "__clerk"] {
        assert!(!log.contains(secret), "{secret} in\n{log}");
    }
}

#[test]
fn a_failure_is_found_in_the_log_by_its_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("clerk.db");
    let program = Program::start(&db, &[]);
    let mut ada = Caller::new(program.address);
    ada.sign_in("ada");
    let other = rusqlite::Connection::open(&db).expect("a database");
    other.execute_batch("ALTER TABLE invitations RENAME TO gone").expect("a change");
    let (status, body) = ada.call("GET", "/v1/me/organization_invitations", "").expect("an answer");
    assert_eq!((status, &body["errors"][0]["code"]), (500, &"internal_clerk_error".into()));
    let log = program.log();
    assert!(traced(&log, &body).contains("the database failed: no such table"), "{log}");
    assert!(!log.contains("GET /v1"), "requests are logged only when they are asked for\n{log}");
}
