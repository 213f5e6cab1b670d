//! A server without a socket, its clock in the test's hand, and browsers that call it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use clerk_api::request::encode;
use clerk_local::shell::{Shell, router};
use clerk_local_core::clock::Clock;
use clerk_local_core::config::{Config, RoleSpelling};
use clerk_local_core::db::{Location, Transaction};
use clerk_local_core::dev::Seed;
use clerk_local_core::random::Random;
use clerk_local_core::refusal::Result;
use clerk_local_core::{Core, Parts};
use http_body_util::BodyExt;
use serde_json::Value;
use tokio::sync::watch;
use tower::ServiceExt;

pub const PASSWORD: &str = "blue-heron-42";
pub const URL: &str = "http://127.0.0.1:4010";
/// A day in 2026, in milliseconds.
const BEGIN: i64 = 1_795_000_000_000;

/// The server under test.
#[derive(Clone)]
pub struct Server {
    pub core: Arc<Core>,
    router: Router,
    now: Arc<AtomicI64>,
}

/// What a test may want to be other than usual.
pub struct Options {
    pub roles: RoleSpelling,
    pub seed: Seed,
    pub allow_origin: Vec<String>,
    pub www: Vec<std::path::PathBuf>,
    pub location: Location,
    /// When the test begins: milliseconds since the Unix epoch.
    pub begin: i64,
}

impl Default for Options {
    fn default() -> Self {
        let seed = Seed::built_in().expect("the built-in seed");
        Options {
            roles: RoleSpelling::Classic,
            seed,
            allow_origin: Vec::new(),
            www: Vec::new(),
            location: Location::Memory,
            begin: BEGIN,
        }
    }
}

impl Server {
    /// A server with the built-in seed.
    pub fn start() -> Self {
        Server::with(Options::default())
    }

    /// A server with another seed.
    pub fn seeded(json: &str) -> Self {
        Server::with(Options { seed: Seed::parse(json, "test").expect("a seed"), ..Options::default() })
    }

    pub fn with(options: Options) -> Self {
        let now = Arc::new(AtomicI64::new(options.begin));
        let clock = Clock::new({
            let now = now.clone();
            move || now.load(Ordering::SeqCst)
        });
        let (sender, mail) = watch::channel(0);
        let core = Core::start(Parts {
            location: options.location,
            clock,
            random: random(),
            config: Config {
                url: URL.into(),
                roles: options.roles,
                relays_mail: false,
                allowed_origins: options.allow_origin,
            },
            seed: options.seed,
            signing_key: Some(signing_key().into()),
            on_mail: Box::new(move || sender.send_modify(|count| *count += 1)),
        });
        let core = Arc::new(core.expect("an engine"));
        let shell = Shell { core: core.clone(), mail, www: options.www.into(), logs_requests: false };
        Server { router: router(shell), core, now }
    }

    /// Writes the database behind the API's back.
    pub fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> T {
        self.core.write(work).expect("a write")
    }

    /// All rows of all tables, a line each, which begins with the table's name.
    pub fn dump(&self) -> String {
        let tables = self.texts("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        let mut lines = Vec::new();
        for table in tables {
            let columns = self.texts(&format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')"));
            let row = columns.join(" || ' ' || ");
            let rows = self.texts(&format!("SELECT {row} FROM {table}"));
            lines.extend(rows.into_iter().map(|row| format!("{table} {}", row.replace('\n', " "))));
        }
        lines.join("\n")
    }

    /// The values of a query's first column.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        self.core.read(|tx| Ok(tx.list(sql, [], |row| row.get(0))?)).expect("a query")
    }

    /// Lets time pass.
    pub fn wait(&self, milliseconds: i64) {
        self.now.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// A browser that nobody knows yet.
    pub fn browser(&self) -> Browser {
        Browser { server: self.clone(), cookie: None, headers: HeaderMap::new(), peer: Ipv4Addr::LOCALHOST.into() }
    }

    /// A browser in which somebody is signed in: `ada` is ada@heron.test.
    pub async fn user(&self, name: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_in(name).await.ok();
        browser
    }

    /// The id of the seed's organization.
    pub async fn labs(&self) -> String {
        self.texts("SELECT id FROM organizations WHERE slug = 'blue-heron-labs'").remove(0)
    }

    /// The newest mail to an address.
    pub async fn mail(&self, to: &str) -> Value {
        let mails = self.browser().get(&format!("/_dev/mail?to={to}")).await.body;
        mails.get(0).cloned().unwrap_or_else(|| panic!("no mail to {to}"))
    }

    /// The ticket in the newest mail to an address.
    pub async fn ticket(&self, to: &str) -> String {
        let mail = self.mail(to).await;
        let link = mail["links"][0].as_str().expect("a link");
        link.split_once("ticket=").expect("a ticket").1.to_owned()
    }
}

/// The system's randomness.
pub fn random() -> Random {
    Random::new(|bytes| getrandom::fill(bytes).map_err(Into::into))
}

/// Making an RSA key takes long, so all servers of the tests share one.
fn signing_key() -> &'static str {
    static PEM: OnceLock<String> = OnceLock::new();
    PEM.get_or_init(|| clerk_local_core::signer::Signer::generate(&random()).expect("a key"))
}

/// A browser: it keeps its cookie.
#[derive(Clone)]
pub struct Browser {
    pub server: Server,
    pub cookie: Option<String>,
    /// Sent with every call.
    pub headers: HeaderMap,
    /// Where the call comes from.
    pub peer: IpAddr,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[]).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, form).await
    }

    pub async fn patch(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(Method::PATCH, path, form).await
    }

    pub async fn delete(&mut self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[]).await
    }

    async fn send(&mut self, method: Method, path: &str, form: &[(&str, &str)]) -> Answer {
        let pairs: Vec<_> = form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(encode(&pairs)))
            .expect("a request");
        self.call(request).await
    }

    pub async fn call(&mut self, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(self.peer, 50_000)));
        request.headers_mut().extend(self.headers.clone());
        if let Some(cookie) = &self.cookie {
            let cookie = format!("theme=dark; __client={cookie}").parse().expect("a cookie");
            request.headers_mut().insert(header::COOKIE, cookie);
        }
        let response = self.server.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        if let Some(set) = headers.get(header::SET_COOKIE).and_then(|set| set.to_str().ok()) {
            let value = set.strip_prefix("__client=").and_then(|rest| rest.split(';').next());
            self.cookie = value.map(str::to_owned);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status, headers, body: serde_json::from_str(&text).unwrap_or_default(), text }
    }

    pub async fn sign_in(&mut self, name: &str) -> Answer {
        let identifier = format!("{name}@heron.test");
        self.post("/v1/client/sign_ins", &[("identifier", &identifier), ("password", PASSWORD)]).await
    }

    /// Creates an organization and tells its id.
    pub async fn create_organization(&mut self, name: &str) -> String {
        self.post("/v1/organizations", &[("name", name)]).await.text_at("/id")
    }

    /// Invites an address as a member and tells the invitation's id.
    pub async fn invite(&mut self, organization: &str, address: &str) -> String {
        let path = format!("/v1/organizations/{organization}/invitations");
        let form = [("email_address", address), ("role", "basic_member")];
        self.post(&path, &form).await.text_at("/id")
    }

    /// The caller's user id.
    pub async fn user_id(&mut self) -> String {
        self.get("/v1/me").await.text_at("/id")
    }

    /// The caller's session id.
    pub async fn session_id(&mut self) -> String {
        self.get("/v1/client").await.text_at("/last_active_session_id")
    }
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The JSON; null if it is none.
    pub body: Value,
    pub text: String,
}

impl Answer {
    /// The response of a success.
    #[track_caller]
    pub fn ok(&self) -> &Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        &self.body["response"]
    }

    /// A text in the response of a success.
    #[track_caller]
    pub fn text_at(&self, pointer: &str) -> String {
        let text = self.ok().pointer(pointer).and_then(Value::as_str);
        text.unwrap_or_else(|| panic!("no text at {pointer} in {}", self.text)).to_owned()
    }

    /// The piggybacked user.
    #[track_caller]
    pub fn user(&self) -> &Value {
        self.ok();
        &self.body["client"]["sessions"][0]["user"]
    }

    /// Asserts a refusal: status, code.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> &Value {
        let error = &self.body["errors"][0];
        assert_eq!((self.status.as_u16(), error["code"].as_str()), (status, Some(code)), "{}", self.text);
        assert!(error["long_message"].as_str().is_some_and(|sentence| sentence.ends_with('.')), "{}", self.text);
        let trace = self.body["clerk_trace_id"].as_str().unwrap_or_default();
        assert!(trace.len() == 32 && trace.bytes().all(|digit| digit.is_ascii_hexdigit()), "{}", self.text);
        error
    }

    /// Asserts a refusal of a form field: status 422, code, field.
    #[track_caller]
    pub fn refused_field(&self, code: &str, field: &str) {
        let error = self.refused(422, code);
        assert_eq!(error["meta"]["param_name"], field, "{}", self.text);
    }

    #[track_caller]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("a text"))
    }
}

/// The values at a pointer in each item: `("/public_user_data/identifier")`.
#[track_caller]
pub fn each<'a>(list: &'a Value, pointer: &str) -> Vec<&'a str> {
    let items = list.as_array().expect("a list");
    items.iter().map(|item| item.pointer(pointer).and_then(Value::as_str).unwrap_or("?")).collect()
}
