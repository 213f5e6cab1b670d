//! The program, started as a person starts it.

use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_clerk-local");

/// A running server; killed when it is dropped.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
}

/// `clerk-local serve` with a free port.
fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg("serve").args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl Program {
    /// Starts the server on a database, and waits until it answers.
    pub fn start(db: &Path, arguments: &[&str]) -> Self {
        let db = db.to_str().expect("a path");
        let mut child = command(&[&["--port", "0", "--db", db], arguments].concat()).spawn().expect("the program");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("stdout");
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let Some(address) = line.trim_end().strip_prefix("clerk-local listening on http://") else {
            let mut complaint = String::new();
            child.stderr.take().expect("stderr").read_to_string(&mut complaint).expect("a text");
            panic!("it printed {line:?} and said {complaint:?}");
        };
        let address = address.parse().expect("an address");
        Program { child, address }
    }

    /// Asks the program to end, and tells whether it does so well within ten seconds.
    pub fn terminate(mut self) -> bool {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().expect("SIGTERM");
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().expect("its state") {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }

    /// Ends the program and tells what it has logged.
    pub fn log(mut self) -> String {
        self.child.kill().expect("SIGKILL");
        let mut log = String::new();
        self.child.stderr.take().expect("stderr").read_to_string(&mut log).expect("a text");
        log
    }

    /// Ends the program as a power cut does.
    pub fn kill(mut self) {
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("its end");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs the program to its end, which must come soon.
pub fn run(arguments: &[&str]) -> Output {
    let mut child = command(arguments).spawn().expect("the program");
    let deadline = Instant::now() + Duration::from_secs(20);
    while child.try_wait().expect("its state").is_none() {
        if Instant::now() > deadline {
            child.kill().expect("SIGKILL");
            panic!("clerk-local serve {arguments:?} didn't end");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().expect("its output")
}

/// A caller over a real socket: plain HTTP/1.1, one connection per call.
#[derive(Clone)]
pub struct Caller {
    address: SocketAddr,
    cookie: Option<String>,
}

impl Caller {
    pub fn new(address: SocketAddr) -> Self {
        Caller { address, cookie: None }
    }

    /// The same browser, with the server at another address.
    pub fn at(&self, address: SocketAddr) -> Self {
        Caller { address, cookie: self.cookie.clone() }
    }

    /// The token of the cookie that the server gave.
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// The status and the body; nothing if the server is gone.
    pub fn call(&mut self, method: &str, path: &str, form: &str) -> Option<(u16, serde_json::Value)> {
        use std::io::Write;
        let mut stream = TcpStream::connect(self.address).ok()?;
        let cookie = self.cookie.as_ref().map(|cookie| format!("Cookie: __client={cookie}\r\n")).unwrap_or_default();
        let length = form.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{cookie}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}",
            self.address
        )
        .ok()?;
        let mut text = String::new();
        stream.read_to_string(&mut text).ok()?;
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        if let Some((_, rest)) = head.split_once("__client=") {
            self.cookie = rest.split(';').next().map(str::to_owned);
        }
        Some((status, serde_json::from_str(body).ok()?))
    }

    /// The response of a call that succeeds.
    pub fn ok(&mut self, method: &str, path: &str, form: &str) -> serde_json::Value {
        let (status, body) = self.call(method, path, form).expect("an answer");
        assert_eq!(status, 200, "{body}");
        body
    }

    pub fn sign_in(&mut self, name: &str) {
        self.ok("POST", "/v1/client/sign_ins", &format!("identifier={name}@heron.test&password=blue-heron-42"));
    }
}
