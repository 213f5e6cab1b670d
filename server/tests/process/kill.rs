use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::program::{Caller, Program};

const WRITERS: usize = 4;
const ROUNDS: usize = 4;
const WRITES_BEFORE_THE_END: usize = 25;

/// SIGKILL in the middle of many writes, again and again: the file stays sound, and no acknowledged write is lost.
#[test]
fn what_was_acknowledged_survives() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("clerk.db");
    let acknowledged = Mutex::new(Vec::new());
    for round in 0..ROUNDS {
        let program = Program::start(&db, &[]);
        let done = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (address, acknowledged, done) = (program.address, &acknowledged, &done);
                scope.spawn(move || write(Caller::new(address), &format!("{round} {writer}"), acknowledged, done));
            }
            let deadline = Instant::now() + Duration::from_secs(60);
            while done.load(Ordering::SeqCst) < WRITES_BEFORE_THE_END && Instant::now() < deadline {
                std::thread::sleep(Duration::from_millis(1));
            }
            program.kill();
        });
        assert!(done.load(Ordering::SeqCst) >= WRITES_BEFORE_THE_END);
        check(&db, &acknowledged.lock().expect("the list"));
    }
}

/// Creates organizations until the server is gone, and notes those that it confirmed.
fn write(mut ada: Caller, name: &str, acknowledged: &Mutex<Vec<String>>, done: &AtomicUsize) {
    ada.sign_in("ada");
    for number in 0.. {
        let Some((status, body)) = ada.call("POST", "/v1/organizations", &format!("name={name} {number}")) else {
            return;
        };
        assert_eq!(status, 200, "{body}");
        let id = body["response"]["id"].as_str().expect("an id").to_owned();
        acknowledged.lock().expect("the list").push(id);
        done.fetch_add(1, Ordering::SeqCst);
    }
}

fn check(db: &std::path::Path, acknowledged: &[String]) {
    let connection = rusqlite::Connection::open(db).expect("the database");
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a verdict");
    assert_eq!(verdict, "ok");
    let broken: i64 =
        connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).expect("a count");
    assert_eq!(broken, 0);
    for id in acknowledged {
        let sql = "SELECT count(*) FROM memberships WHERE organization_id = ?1 AND role = 'admin'";
        let admins: i64 = connection.query_row(sql, [id], |row| row.get(0)).expect("a count");
        assert_eq!(admins, 1, "{id} was acknowledged");
    }
}
