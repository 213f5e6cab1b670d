use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Output;

use crate::program::{Caller, Program, run};

/// Asserts that the program ended with status 2 and one sentence.
#[track_caller]
fn complaint(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).trim_end().to_owned();
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(output.stdout.is_empty(), "it never listened");
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.starts_with("clerk-local: ") && text.ends_with('.'), "{text}");
    text
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

#[test]
fn a_busy_port() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let complaint = complaint(&run(&["--port", &port, "--db", ":memory:"]));
    assert!(complaint.contains(&format!("Port {port}")) && complaint.contains("in use"), "{complaint}");
}

#[test]
fn a_seed_with_a_mistake() {
    let folder = tempfile::tempdir().expect("a folder");
    let (seed, db) = (folder.path().join("seed.json"), folder.path().join("clerk.db"));
    fs::write(&seed, "{\n  \"users\": [\n    {\"email\": \"ada@heron.test\"}\n  ]\n}").expect("a file");
    let arguments = ["--port", "0", "--seed", text(&seed), "--db", text(&db)];
    let wrong = complaint(&run(&arguments));
    assert!(wrong.contains("seed.json is wrong in line 3: unknown field `email`"), "{wrong}");
    assert!(!db.exists(), "nothing was begun");
    fs::remove_file(&seed).expect("a file");
    assert!(complaint(&run(&arguments)).contains("can't be read"));
}

#[test]
fn a_file_that_is_no_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("clerk.db");
    fs::write(&db, "not a database, but long enough to look at: ".repeat(200)).expect("a file");
    let before = fs::read(&db).expect("a file");
    assert!(complaint(&run(&["--port", "0", "--db", text(&db)])).contains("damaged or not a SQLite file"));
    assert_eq!(fs::read(&db).expect("a file"), before, "it was left as it was");
}

#[test]
fn a_damaged_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("clerk.db");
    Program::start(&db, &[]).kill();
    rusqlite::Connection::open(&db)
        .and_then(|connection| connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())))
        .expect("one file");
    let mut bytes = fs::read(&db).expect("a file");
    let middle = bytes.len() / 2;
    bytes[4096..middle].fill(0xA5);
    fs::write(&db, bytes).expect("a file");
    assert!(complaint(&run(&["--port", "0", "--db", text(&db)])).contains("damaged"));
}

#[test]
fn a_database_of_another_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("other.db");
    let other = rusqlite::Connection::open(&db).expect("a database");
    other.execute_batch("CREATE TABLE notes (text TEXT)").expect("a table");
    drop(other);
    assert!(complaint(&run(&["--port", "0", "--db", text(&db)])).contains("belongs to another program"));
    let other = rusqlite::Connection::open(&db).expect("a database");
    let mode: String = other.query_row("PRAGMA journal_mode", [], |row| row.get(0)).expect("a mode");
    assert_eq!(mode, "delete", "it was left as it was");
}

#[test]
fn a_locked_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("clerk.db");
    Program::start(&db, &[]).kill();
    let other = rusqlite::Connection::open(&db).expect("a database");
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM mails").expect("a lock");
    assert!(complaint(&run(&["--port", "0", "--db", text(&db)])).contains("locked by another program"));
}

#[test]
fn a_folder_that_is_not_there() {
    let wrong = complaint(&run(&["--port", "0", "--db", ":memory:", "--www", "no-such-folder"]));
    assert!(wrong.contains("no-such-folder"), "{wrong}");
}

#[test]
fn wrong_arguments() {
    for arguments in
        [["--allow-origin", "example.com"], ["--smtp", "localhost:25"], ["--roles", "odd"], ["--host", "nowhere"]]
    {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(arguments[0]), "{arguments:?}");
    }
}

#[test]
fn a_second_start_keeps_the_data_and_the_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("new/folder/clerk.db");
    let first = Program::start(&db, &["--roles", "current"]);
    let mut ada = Caller::new(first.address);
    ada.sign_in("ada");
    ada.ok("POST", "/v1/organizations", "name=Kept");
    let keys = ada.ok("GET", "/.well-known/jwks.json", "");
    first.kill();
    let second = Program::start(&db, &[]);
    let mut ada = ada.at(second.address);
    let mine = ada.ok("GET", "/v1/me/organization_memberships", "");
    assert_eq!(mine["response"][0]["organization"]["name"], "Kept");
    assert_eq!(mine["response"].as_array().map(Vec::len), Some(2), "the seed wasn't written again");
    assert_eq!(mine["response"][0]["role"], "admin", "the spelling is the server's, not the data's");
    assert_eq!(ada.ok("GET", "/.well-known/jwks.json", ""), keys);
}

/// Whoever copies the file then has all of it.
#[test]
fn after_a_clean_end_the_database_is_one_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("clerk.db");
    let program = Program::start(&db, &[]);
    Caller::new(program.address).sign_in("ada");
    assert!(program.terminate());
    let names = fs::read_dir(folder.path()).expect("a folder").map(|file| file.expect("a file").file_name());
    assert_eq!(names.collect::<Vec<_>>(), ["clerk.db"]);
}

#[test]
fn it_ends_when_it_is_asked_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::start(&folder.path().join("clerk.db"), &[]);
    let mut reader = Caller::new(program.address);
    std::thread::scope(|scope| {
        // Somebody waits for a mail that never comes: that must not hold it up.
        let waiting = scope.spawn(move || reader.call("GET", "/_dev/mail?wait=60", ""));
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert!(program.terminate());
        assert_eq!(waiting.join().expect("an end"), None, "it was under way");
    });
}
