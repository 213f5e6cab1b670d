//! A server without a socket, its clock in the test's hand, and browsers that call it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use clerk_api::request::encode;
use clerk_local::app::{App, Instance, Parts};
use clerk_local::clock::Clock;
use clerk_local::origins::Origins;
use clerk_local::random::Random;
use clerk_local::roles::Spelling;
use clerk_local::routes::router;
use clerk_local::seed::Seed;
use clerk_local::signer::Signer;
use clerk_local::store::{Location, Store};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

pub const PASSWORD: &str = "blue-heron-42";
pub const URL: &str = "http://127.0.0.1:4010";
/// A day in 2026, in milliseconds.
const BEGIN: i64 = 1_795_000_000_000;

/// The server under test.
#[derive(Clone)]
pub struct Server {
    pub app: App,
    router: Router,
    now: Arc<AtomicI64>,
}

/// What a test may want to be other than usual.
pub struct Options {
    pub roles: Spelling,
    pub seed: Seed,
    pub allow_origin: Vec<String>,
    pub www: Vec<std::path::PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        let seed = Seed::built_in().expect("the built-in seed");
        Options { roles: Spelling::Classic, seed, allow_origin: Vec::new(), www: Vec::new() }
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
        let now = Arc::new(AtomicI64::new(BEGIN));
        let clock = Clock::new({
            let now = now.clone();
            move || now.load(Ordering::SeqCst)
        });
        let app = App::new(Parts {
            store: Store::open(&Location::Memory, clock, Random::system()).expect("a database"),
            instance: Instance { roles: options.roles, url: URL.into(), signer: signer() },
            origins: Origins::new(options.allow_origin),
            www: options.www,
            seed: options.seed,
            relays_mail: false,
            logs_requests: false,
        });
        app.apply_seed().expect("the seed");
        Server { router: router(app.clone()), app, now }
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
        let find = |db: &clerk_local::app::Db<'_>| {
            Ok(db.value("SELECT id FROM organizations WHERE slug = 'blue-heron-labs'", [])?)
        };
        self.app.read(find).await.expect("the seed's organization")
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

/// Making an RSA key takes long: all servers of the tests share one.
fn signer() -> Signer {
    static PEM: OnceLock<String> = OnceLock::new();
    let pem = PEM.get_or_init(|| {
        let store = Store::open(&Location::Memory, Clock::system(), Random::system()).expect("a database");
        Signer::load(&store).expect("a key");
        store
            .write_now(|txn| Ok(txn.value("SELECT value FROM settings WHERE name = 'signing_key'", [])?))
            .expect("the key")
    });
    Signer::from_pem(pem).expect("a signer")
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
