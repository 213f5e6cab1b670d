//! The routes: which handler answers which method on which path.

use clerk_api::schema::DescribedEndpoint;
use clerk_api::{Endpoint, EndpointName};
use http::Method;
use matchit::Router;
use percent_encoding::percent_decode_str;

use super::caller::Resolve;
use super::endpoint::{Resolved, Staged, answer, answer_staged};
use super::incoming::Incoming;
use super::response::Answer;
use super::service::Service;
use crate::db::Transaction;
use crate::refusal::{Kind, Refusal, Result};

type Handler = Box<dyn Fn(&Service, &Incoming) -> Result<Answer> + Send + Sync>;

/// A table of routes.
#[derive(Default)]
pub struct Routes {
    /// The handlers of each path, by method.
    paths: Vec<(&'static str, Vec<(Method, Handler)>)>,
    index: Router<usize>,
    endpoints: Vec<EndpointName>,
}

impl Routes {
    /// Serves an endpoint. Its method, its path, its types and its caller come from the declaration in `clerk-api`.
    pub fn endpoint<E>(self, handler: fn(&Transaction<'_>, &Resolved<E>, E) -> Result<E::Response>) -> Self
    where
        E: Endpoint + DescribedEndpoint + 'static,
        E::Caller: Resolve<E>,
    {
        self.declared::<E>(Box::new(move |service, incoming| answer::<E>(service, incoming, handler)))
    }

    /// Serves an endpoint by a handler in three stages.
    pub fn staged<E, L, P>(self, staged: Staged<E, L, P>) -> Self
    where
        E: Endpoint + DescribedEndpoint + 'static,
        E::Caller: Resolve<E>,
        L: 'static,
        P: 'static,
    {
        self.declared::<E>(Box::new(move |service, incoming| answer_staged(service, incoming, &staged)))
    }

    fn declared<E: Endpoint + DescribedEndpoint>(mut self, handler: Handler) -> Self {
        self.endpoints.push(E::SCHEMA.endpoint);
        let method = match E::OPERATION.method {
            clerk_api::Method::GET => Method::GET,
            clerk_api::Method::POST => Method::POST,
            clerk_api::Method::PUT => Method::PUT,
            clerk_api::Method::PATCH => Method::PATCH,
            clerk_api::Method::DELETE => Method::DELETE,
        };
        self.route(method, E::OPERATION.path, handler)
    }

    /// Serves something that is not declared in `clerk-api`.
    pub fn plain(
        self,
        method: Method,
        path: &'static str,
        handler: impl Fn(&Service, &Incoming) -> Result<Answer> + Send + Sync + 'static,
    ) -> Self {
        self.route(method, path, Box::new(handler))
    }

    fn route(mut self, method: Method, path: &'static str, handler: Handler) -> Self {
        match self.paths.iter_mut().find(|(known, _)| *known == path) {
            Some((_, methods)) => methods.push((method, handler)),
            None => {
                // A path that can't be inserted is never found: the test of all endpoints sees it.
                if self.index.insert(path, self.paths.len()).is_err() {
                    tracing::error!("the path {path} contradicts another one");
                }
                self.paths.push((path, vec![(method, handler)]));
            }
        }
        self
    }

    /// Adds the routes of another table.
    pub fn merge(mut self, other: Routes) -> Self {
        self.endpoints.extend(other.endpoints);
        for (path, methods) in other.paths {
            for (method, handler) in methods {
                self = self.route(method, path, handler);
            }
        }
        self
    }

    /// Whether there is anything at a path.
    pub fn has(&self, path: &str) -> bool {
        self.index.at(path).is_ok()
    }

    /// The endpoints that are served.
    pub fn endpoints(&self) -> &[EndpointName] {
        &self.endpoints
    }

    /// Answers a request.
    pub fn answer(&self, service: &Service, mut incoming: Incoming) -> Result<Answer> {
        let missing = Refusal::not_found("resource_not_found", "There is nothing at this address.");
        let Ok(found) = self.index.at(&incoming.path) else { return Err(unknown(&incoming.path, missing)) };
        let params = found.params.iter().map(|(name, value)| Some((name.to_owned(), decoded(value)?)));
        let params: Option<Vec<_>> = params.collect();
        let Some((path, methods)) = self.paths.get(*found.value) else { return Err(missing) };
        let handler = methods.iter().find(|(method, _)| *method == incoming.method).map(|(_, handler)| handler);
        let sentence = "There is something at this address, but not for this method.";
        let wrong_method = || Refusal::new(Kind::WrongMethod, "method_not_allowed", sentence);
        let handler = handler.ok_or_else(|| unknown(path, wrong_method()))?;
        incoming.path_params = params.ok_or_else(|| {
            let sentence = "The path has escapes that are not UTF-8. Escape ids as encodeURIComponent does.";
            Refusal::bad_request("malformed_request_parameters", sentence)
        })?;
        handler(service, &incoming)
    }
}

fn decoded(value: &str) -> Option<String> {
    percent_decode_str(value).decode_utf8().ok().map(Into::into)
}

/// Clerk's API has more than this server: what is missing there isn't implemented. Elsewhere it is `otherwise`.
fn unknown(path: &str, otherwise: Refusal) -> Refusal {
    match path == "/v1" || path.starts_with("/v1/") {
        true => Refusal::new(Kind::NotImplemented, "not_implemented", "clerk-local doesn't implement this endpoint."),
        false => otherwise,
    }
}
