//! Mail over SMTP, to a real server of the protocol (the crate `mailin`) on a real socket.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use mailin::{Action, Handler, Response, SessionBuilder, response};

use crate::program::{Caller, Program};

/// The relay is tried again every two seconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail as the relay got it.
#[derive(Clone, Default)]
struct Received {
    from: String,
    to: Vec<String>,
    text: String,
}

/// What the relay does with mails: takes them all, but those to `busy@…` the second time only, those to `gone@…` never.
struct Relay {
    mail: Received,
    seen_busy: bool,
    taken: Sender<Received>,
}

impl Handler for Relay {
    fn rcpt(&mut self, to: &str) -> Response {
        match to.split('@').next() {
            Some("gone") => response::NO_MAILBOX,
            Some("busy") if !self.seen_busy => response::INTERNAL_ERROR,
            _ => response::OK,
        }
    }

    fn data_start(&mut self, _domain: &str, from: &str, _is8bit: bool, to: &[String]) -> Response {
        self.mail = Received { from: from.into(), to: to.to_vec(), text: String::new() };
        response::OK
    }

    fn data(&mut self, line: &[u8]) -> std::io::Result<()> {
        self.mail.text.push_str(&String::from_utf8_lossy(line));
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.taken.send(self.mail.clone()).expect("a test that listens");
        response::OK
    }
}

/// Serves SMTP until the test process ends, one connection after the other.
fn relay(address: SocketAddr) -> (SocketAddr, Receiver<Received>) {
    let listener = TcpListener::bind(address).expect("a port");
    let address = listener.local_addr().expect("its address");
    let (taken, mails) = channel();
    std::thread::spawn(move || {
        let mut seen_busy = false;
        for stream in listener.incoming().map_while(Result::ok) {
            let relay = Relay { mail: Received::default(), seen_busy, taken: taken.clone() };
            // A connection that breaks off is the client's affair.
            let _ = converse(stream, relay);
            seen_busy = true;
        }
    });
    (address, mails)
}

fn converse(mut stream: TcpStream, relay: Relay) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?);
    let mut session = SessionBuilder::new("relay.test").build(stream.peer_addr()?.ip(), relay);
    stream.write_all(&session.greeting().buffer()?)?;
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let answer = session.process(&line);
        line.clear();
        match answer.action {
            Action::NoReply => {}
            Action::Reply | Action::UpgradeTls => stream.write_all(&answer.buffer()?)?,
            Action::Close => return stream.write_all(&answer.buffer()?),
        }
    }
    Ok(())
}

fn invite(address: SocketAddr, invited: &str) {
    let mut ada = Caller::new(address);
    ada.sign_in("ada");
    let mine = ada.ok("GET", "/v1/me/organization_memberships", "");
    let organization = mine["response"][0]["organization"]["id"].as_str().expect("an id").to_owned();
    let path = format!("/v1/organizations/{organization}/invitations");
    ada.ok("POST", &path, &format!("email_address={invited}&role=admin"));
}

/// The `delivery` of the mail to an address, once it is no longer queued.
fn delivery(db: &Path, to: &str) -> (String, u32) {
    let connection = rusqlite::Connection::open(db).expect("the database");
    for _ in 0..200 {
        let sql = "SELECT delivery, attempts FROM mails WHERE to_address = ?1 AND delivery <> 'queued'";
        match connection.query_row(sql, [to], |row| Ok((row.get(0)?, row.get(1)?))) {
            Ok(delivery) => return delivery,
            Err(rusqlite::Error::QueryReturnedNoRows) => std::thread::sleep(Duration::from_millis(100)),
            Err(error) => panic!("{error}"),
        }
    }
    panic!("the mail is still queued");
}

fn loopback() -> SocketAddr {
    ([127, 0, 0, 1], 0).into()
}

#[test]
fn invitations_go_to_the_relay_and_into_the_mailbox() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("clerk.db");
    let (relay, mails) = relay(loopback());
    let program = Program::start(&db, &["--smtp", &format!("smtp://{relay}")]);
    invite(program.address, "new@heron.test");
    let mail = mails.recv_timeout(PATIENCE).expect("a mail");
    assert_eq!((mail.from.as_str(), mail.to), ("clerk-local@heron.test", vec!["new@heron.test".to_owned()]));
    let unfolded = mail.text.replace("=\r\n", "").replace("=3D", "=");
    assert!(unfolded.contains("Subject: Ada Quill invited you to Blue Heron Labs\r\n"), "{unfolded}");
    assert!(unfolded.contains("multipart/alternative") && unfolded.contains("text/html"), "{unfolded}");
    let mailbox = Caller::new(program.address).ok("GET", "/_dev/mail?to=new@heron.test", "");
    let link = mailbox[0]["links"][0].as_str().expect("a link");
    assert!(unfolded.contains(link), "{unfolded}");
    assert_eq!(delivery(&db, "new@heron.test"), ("sent".to_owned(), 0));
}

#[test]
fn what_the_relay_puts_off_is_tried_again_and_what_it_refuses_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("clerk.db");
    let (relay, mails) = relay(loopback());
    let program = Program::start(&db, &["--smtp", &format!("smtp://{relay}")]);
    invite(program.address, "busy@heron.test");
    assert_eq!(mails.recv_timeout(PATIENCE).expect("a mail").to, ["busy@heron.test"]);
    assert_eq!(delivery(&db, "busy@heron.test"), ("sent".to_owned(), 1));
    invite(program.address, "gone@heron.test");
    assert_eq!(delivery(&db, "gone@heron.test"), ("failed".to_owned(), 1));
    invite(program.address, "new@heron.test");
    assert_eq!(mails.recv_timeout(PATIENCE).expect("a mail").to, ["new@heron.test"], "nothing is held up by it");
}

/// Whoever invites doesn't wait for the relay, and a relay that comes later gets the mail.
#[test]
fn mails_wait_for_a_relay_that_is_away_for_long() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("clerk.db");
    let address = TcpListener::bind(loopback()).and_then(|listener| listener.local_addr()).expect("a port");
    let program = Program::start(&db, &["--smtp", &format!("smtp://{address}")]);
    // Each new mail makes it try at once: more often than what a relay puts off is tried.
    for number in 0..7 {
        let begin = std::time::Instant::now();
        invite(program.address, &format!("new{number}@heron.test"));
        assert!(begin.elapsed() < Duration::from_secs(2), "nobody waits");
        std::thread::sleep(Duration::from_millis(200));
    }
    let mailbox = Caller::new(program.address).ok("GET", "/_dev/mail", "");
    let queued = mailbox.as_array().expect("a list").iter().filter(|mail| mail["delivery"] == "queued").count();
    assert_eq!(queued, 7, "{mailbox}");
    let (_, mails) = relay(address);
    invite(program.address, "last@heron.test");
    for _ in 0..8 {
        mails.recv_timeout(PATIENCE).expect("a mail");
    }
    assert!(program.log().contains("it can't be reached; it stays queued"));
}

#[test]
fn a_relay_that_falls_silent_holds_nobody_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let silent = TcpListener::bind(loopback()).expect("a port");
    let address = silent.local_addr().expect("its address");
    let program = Program::start(&folder.path().join("clerk.db"), &["--smtp", &format!("smtp://{address}")]);
    let begin = std::time::Instant::now();
    for number in 0..3 {
        invite(program.address, &format!("new{number}@heron.test"));
    }
    assert!(begin.elapsed() < Duration::from_secs(5), "no write waits for it");
}

#[test]
fn mails_wait_for_the_relay_and_outlive_the_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("clerk.db");
    // A port that nobody listens on yet.
    let address = TcpListener::bind(loopback()).and_then(|listener| listener.local_addr()).expect("a port");
    let arguments = ["--smtp", &format!("smtp://{address}")];
    let program = Program::start(&db, &arguments);
    invite(program.address, "new@heron.test");
    program.kill();
    let (_, mails) = relay(address);
    let _program = Program::start(&db, &arguments);
    assert_eq!(mails.recv_timeout(PATIENCE).expect("a mail").to, ["new@heron.test"]);
}
