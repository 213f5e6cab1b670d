//! The page of `index.html` in a browser, against the real server: create, invite, list.

use clerk_wasm::api::{InstanceType, PublishableKey};
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, DomParser, HtmlButtonElement, HtmlElement, HtmlInputElement, SupportedType, Window};

wasm_bindgen_test_configure!(run_in_browser);

/// The user agent of a browser that `cargo xtask test` has started: it ends with the server's host and port.
const USER_AGENT: &str = "clerk-local/";
/// How often the page is looked at, 20 ms apart, before it is too late.
const LOOKS: usize = 500;

fn window() -> Window {
    web_sys::window().unwrap()
}

fn document() -> Document {
    window().document().unwrap()
}

/// Puts the page's markup into this one, starts it, and waits until it shows the form to sign in.
async fn open() {
    window().local_storage().unwrap().unwrap().clear().unwrap();
    if let Some(before) = document().query_selector("main").unwrap() {
        before.remove();
    }
    let parsed = DomParser::new().unwrap().parse_from_string(include_str!("../index.html"), SupportedType::TextHtml);
    let main = parsed.unwrap().query_selector("main").unwrap().unwrap();
    document().body().unwrap().append_child(&main).unwrap();
    let agent = window().navigator().user_agent().unwrap();
    let host = agent.strip_prefix(USER_AGENT).expect("start these tests by `cargo xtask test --only example`");
    let key = PublishableKey { instance_type: InstanceType::Development, frontend_api: host.to_owned() };
    example_rust::start(&key.format()).unwrap();
    until("the form to sign in", || !element("#sign-in").hidden()).await;
}

fn element(selector: &str) -> HtmlElement {
    let found = document().query_selector(&format!("main {selector}")).unwrap();
    found.unwrap_or_else(|| panic!("there is no {selector}")).unchecked_into()
}

fn text(selector: &str) -> String {
    element(selector).text_content().unwrap_or_default()
}

async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..LOOKS {
        if is_so() {
            return;
        }
        let pause = Promise::new(&mut |resolve, _| {
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 20).unwrap();
        });
        JsFuture::from(pause).await.unwrap();
    }
    panic!("{what} did not come; the page says: {}", text("#problem"));
}

/// Waits until the list has a text, and until all is quiet.
async fn shows(list: &str, wanted: &str) {
    until(&format!("{wanted} in {list}"), || text(list).contains(wanted)).await;
    until("quiet", || document().query_selector("main[aria-busy=true]").unwrap().is_none()).await;
}

fn fill(selector: &str, value: &str) {
    element(selector).unchecked_into::<HtmlInputElement>().set_value(value);
}

/// Clicks the form's button, as a person would: the browser checks the fields first.
fn submit(form: &str) {
    element(&format!("{form} button[type=submit]")).unchecked_into::<HtmlButtonElement>().click();
}

async fn sign_in(identifier: &str, password: &str) {
    fill("#sign-in [name=identifier]", identifier);
    fill("#sign-in [name=password]", password);
    submit("#sign-in");
}

#[wasm_bindgen_test]
async fn an_admin_creates_invites_and_lists() {
    open().await;
    sign_in("ada@heron.test", "blue-heron-42").await;
    shows("#organizations", "Blue Heron Labs").await;
    assert_eq!(text("#who"), "ada@heron.test");

    let name = format!("Night Herons {}", js_sys::Math::random());
    fill("#create [name=name]", &name);
    submit("#create");
    until("the new organization", || !element("#organization").hidden()).await;
    shows("#organizations", &name).await;
    assert_eq!(text("#name"), name);
    shows("#members", "ada@heron.testAdmin").await;
    assert_eq!(text("#invitations"), "");

    for address in ["grace@heron.test", "olga@reed.test"] {
        fill("#invite [name=email_address]", address);
        submit("#invite");
        shows("#invitations", address).await;
    }
    element("#invitations [aria-label='Revoke the invitation of olga@reed.test']").click();
    until("one invitation", || !text("#invitations").contains("olga")).await;
    shows("#invitations", "grace@heron.testMember").await;

    element("#sign-out").click();
    until("the form to sign in", || !element("#sign-in").hidden()).await;
    assert!(element("#home").hidden() && element("#organization").hidden());
}

#[wasm_bindgen_test]
async fn a_member_sees_who_is_there_and_no_invitations() {
    open().await;
    sign_in("grace@heron.test", "blue-heron-42").await;
    shows("#organizations", "Blue Heron Labs").await;
    element("#organizations [aria-label='Open Blue Heron Labs']").click();
    until("the organization", || !element("#organization").hidden()).await;
    shows("#members", "ada@heron.testAdmin").await;
    shows("#members", "grace@heron.testMember").await;
    assert!(element("#administration").hidden());
    assert_eq!(text("#problem"), "");
}

#[wasm_bindgen_test]
async fn what_the_server_refuses_is_said() {
    open().await;
    sign_in("ada@heron.test", "red-heron-42").await;
    until("the refusal", || !element("#problem").hidden()).await;
    assert!(text("#problem").to_lowercase().contains("password"), "{}", text("#problem"));
    shows("#sign-in", "Password").await;
    assert!(!element("#sign-in").hidden());
    sign_in("ada@heron.test", "blue-heron-42").await;
    shows("#organizations", "Blue Heron Labs").await;
    assert!(element("#problem").hidden());
}
