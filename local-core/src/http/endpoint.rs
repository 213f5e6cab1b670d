//! From an endpoint's declaration to a route: decode the request, open a transaction, resolve the caller, run the handler,
//! add the client, commit, sign the tokens, and write the answer (docs/fapi.md 1.4, 1.6).

use clerk_api::{Client, Endpoint, Method};
use cookie::{Cookie, SameSite};
use http::StatusCode;
use http::header::{self, HeaderValue};
use serde::Serialize;

use super::body::decode;
use super::caller::Resolve;
use super::completion;
use super::incoming::Incoming;
use super::response::{Answer, with_type};
use super::service::Service;
use crate::db::{Transaction, Unsigned};
use crate::random::{Random, Secret};
use crate::refusal::{Refusal, Result};

/// Name of the cookie that carries the client's token.
pub const COOKIE: &str = "__client";
/// How long the cookie lives, in milliseconds.
pub const COOKIE_LIFETIME: i64 = 365 * crate::clock::DAY;

/// The caller that a handler of the endpoint gets.
pub type Resolved<E> = <<E as Endpoint>::Caller as Resolve<E>>::Resolved;

/// A handler in three stages, for what must not happen while nobody else can write: hashing a password.
pub struct Staged<E: Endpoint, L, P>
where
    E::Caller: Resolve<E>,
{
    /// Looks up what the computation needs, in a transaction that only reads.
    pub look_up: fn(&Transaction<'_>, &Resolved<E>, &E) -> Result<L>,
    /// Computes, without a transaction.
    pub compute: fn(&Random, &E, L) -> Result<P>,
    /// The handler, with what was computed. What was looked up may have changed meanwhile.
    pub handle: Handle<E, P>,
}

/// A handler that gets what was computed before.
pub type Handle<E, P> = fn(&Transaction<'_>, &Resolved<E>, E, P) -> Result<<E as Endpoint>::Response>;

#[derive(Serialize)]
struct Envelope<T> {
    response: T,
    client: Option<Client>,
}

/// What is left to do after the commit.
struct Outcome {
    json: Vec<u8>,
    unsigned: Unsigned,
    new_cookie: Option<Secret>,
}

/// Answers a call by a handler.
pub fn answer<E>(
    service: &Service,
    incoming: &Incoming,
    handler: impl FnOnce(&Transaction<'_>, &Resolved<E>, E) -> Result<E::Response>,
) -> Result<Answer>
where
    E: Endpoint,
    E::Caller: Resolve<E>,
{
    let input = decode::<E>(incoming)?;
    let work = |tx: &Transaction<'_>| run(tx, incoming, input, handler);
    let outcome = match E::OPERATION.method {
        Method::GET => service.database.read(work),
        _ => service.database.write(work),
    };
    write(service, outcome?)
}

/// Answers a call by a handler in three stages.
pub fn answer_staged<E, L, P>(service: &Service, incoming: &Incoming, staged: &Staged<E, L, P>) -> Result<Answer>
where
    E: Endpoint,
    E::Caller: Resolve<E>,
{
    let input = decode::<E>(incoming)?;
    let found = service.database.read(|tx| {
        let caller = E::Caller::resolve(incoming, tx, &input)?;
        (staged.look_up)(tx, &caller, &input)
    })?;
    let computed = (staged.compute)(service.database.random(), &input, found)?;
    answer::<E>(service, incoming, |tx, caller, input| (staged.handle)(tx, caller, input, computed))
}

/// Everything that happens in the transaction.
fn run<E>(
    tx: &Transaction<'_>,
    incoming: &Incoming,
    input: E,
    handler: impl FnOnce(&Transaction<'_>, &Resolved<E>, E) -> Result<E::Response>,
) -> Result<Outcome>
where
    E: Endpoint,
    E::Caller: Resolve<E>,
{
    let caller = E::Caller::resolve(incoming, tx, &input)?;
    let response = handler(tx, &caller, input)?;
    let json = match E::OPERATION.envelope {
        false => completion::to_vec(&response),
        true => completion::to_vec(&Envelope { client: client::<E>(tx, &caller)?, response }),
    };
    let json = json.map_err(|error| Refusal::internal("an answer can't be written", &error))?;
    Ok(Outcome { json, unsigned: tx.take_unsigned(), new_cookie: E::Caller::new_cookie(&caller) })
}

/// The caller's client, where the declaration says that it comes with the answer. Where the answer is the client itself
/// it stands there alone.
fn client<E>(tx: &Transaction<'_>, caller: &Resolved<E>) -> Result<Option<Client>>
where
    E: Endpoint,
    E::Caller: Resolve<E>,
{
    let operation = E::OPERATION;
    if !operation.client {
        return Ok(None);
    }
    if operation.method != Method::GET {
        E::Caller::changed(caller, tx)?;
    }
    if operation.answers_client { Ok(None) } else { E::Caller::client(caller, tx) }
}

fn write(service: &Service, outcome: Outcome) -> Result<Answer> {
    let json = signed(service, outcome.json, &outcome.unsigned)?;
    let mut answer = with_type(StatusCode::OK, "application/json", json.into());
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(token) = &outcome.new_cookie {
        answer.headers_mut().insert(header::SET_COOKIE, set_cookie(token)?);
    }
    Ok(answer)
}

/// The answer with tokens in place of their placeholders.
fn signed(service: &Service, json: Vec<u8>, unsigned: &Unsigned) -> Result<Vec<u8>> {
    if unsigned.claims.is_empty() {
        return Ok(json);
    }
    let text = String::from_utf8(json).map_err(|error| Refusal::internal("an answer is not UTF-8", &error))?;
    let tokens = unsigned.claims.iter().map(|claims| service.signer.sign(claims)).collect::<Result<Vec<_>>>()?;
    let mut parts = text.split(unsigned.nonce.as_str());
    let mut out = String::with_capacity(text.len() + tokens.iter().map(String::len).sum::<usize>());
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.trim_start_matches('.').split(|letter: char| !letter.is_ascii_digit()).next();
        let number = digits.unwrap_or_default();
        let token = number.parse().ok().and_then(|number: usize| tokens.get(number));
        out.push_str(token.map_or("", String::as_str));
        out.push_str(part.get(1 + number.len()..).unwrap_or_default());
    }
    Ok(out.into_bytes())
}

/// HttpOnly: scripts never see it. Lax: pages of other sites don't send it, except by following a link. There is no
/// `Secure`, because the server speaks plain http on loopback.
fn set_cookie(token: &Secret) -> Result<HeaderValue> {
    let cookie = Cookie::build((COOKIE, token.reveal()))
        .path("/")
        .max_age(cookie::time::Duration::milliseconds(COOKIE_LIFETIME))
        .http_only(true)
        .same_site(SameSite::Lax);
    HeaderValue::try_from(cookie.to_string()).map_err(|error| Refusal::internal("a cookie can't be written", &error))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::clock::Clock;
    use crate::config::test_config;
    use crate::db::{Database, Location};
    use crate::random::test_random;
    use crate::signer::Signer;

    fn service() -> Service {
        let (clock, random) = (Clock::system(), test_random());
        let database = Database::open(&Location::Memory, clock, random, test_config(), Box::new(|| {}));
        let signer = Signer::generate(&test_random()).and_then(|pem| Signer::from_pem(&pem)).expect("a signer");
        Service { database: database.expect("a database"), signer }
    }

    /// A signature takes milliseconds in which nobody else could write, so a transaction can't make one: it only has the
    /// placeholders.
    #[test]
    fn tokens_are_signed_after_the_commit() {
        let service = service();
        let (json, unsigned) = service
            .database
            .write(|tx| {
                let tokens =
                    (0..12).map(|number| tx.sign_later(&json!({ "sub": number }))).collect::<Result<Vec<_>>>()?;
                // What a user wrote looks like a placeholder, and is none.
                let json = json!({ "jwt": tokens, "name": "0.1 {{token.1}}" }).to_string();
                Ok((json.into_bytes(), tx.take_unsigned()))
            })
            .expect("a commit");
        assert!(!String::from_utf8_lossy(&json).contains("eyJ"), "no token is there yet");
        let signed: Value = serde_json::from_slice(&signed(&service, json, &unsigned).expect("tokens")).expect("JSON");
        assert_eq!(signed["name"], "0.1 {{token.1}}");
        for (number, token) in signed["jwt"].as_array().expect("tokens").iter().enumerate() {
            let token = token.as_str().expect("a text");
            let claims = jsonwebtoken::dangerous::insecure_decode::<Value>(token).expect("a token").claims;
            assert_eq!(claims["sub"], number);
        }
    }
}
