//! Why a call is refused, in the terms of Clerk's error envelope (docs/fapi.md 6). Rules refuse with a kind; only the
//! room `http` knows which status that is.

use clerk_api::ErrorItem;
use serde_json::{Map, Value};

/// What kind of refusal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The request can't be understood, or contradicts the state of things.
    BadRequest,
    /// The caller is unknown.
    Unauthenticated,
    /// The caller is known, but is not allowed to do this.
    Forbidden,
    /// There is nothing there, or nothing that the caller may see.
    NotFound,
    /// A parameter is invalid.
    Invalid,
    /// The body is too large.
    TooLarge,
    /// The body has a type that this server doesn't read.
    UnsupportedType,
    /// Another program holds the database.
    Locked,
    /// The disk is full or can't be written.
    Unwritable,
    /// There is something at the address, but not for this method.
    WrongMethod,
    /// Clerk has it, this server doesn't.
    NotImplemented,
    /// The server failed.
    Internal,
}

/// A refusal. Match on the code of an item, never on its texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// What kind of refusal it is.
    pub kind: Kind,
    /// What is wrong; at least one item.
    pub items: Vec<ErrorItem>,
    /// Whether what the transaction wrote stays, although the call is refused: a wrong guess of a code is counted.
    pub keeps_writes: bool,
}

/// What a rule answers.
pub type Result<T> = std::result::Result<T, Refusal>;

impl Refusal {
    /// A refusal of any kind. `sentence` tells people what is wrong and what to do.
    pub fn new(kind: Kind, code: &str, sentence: impl Into<String>) -> Self {
        let sentence = sentence.into();
        let item = ErrorItem { code: code.into(), message: sentence.clone(), long_message: sentence, meta: Map::new() };
        Refusal { kind, items: vec![item], keeps_writes: false }
    }

    /// The request can't be understood, or contradicts the state of things.
    pub fn bad_request(code: &str, sentence: impl Into<String>) -> Self {
        Refusal::new(Kind::BadRequest, code, sentence)
    }

    /// The caller is unknown.
    pub fn unauthenticated(code: &str, sentence: impl Into<String>) -> Self {
        Refusal::new(Kind::Unauthenticated, code, sentence)
    }

    /// The caller is not allowed to do this.
    pub fn forbidden(code: &str, sentence: impl Into<String>) -> Self {
        Refusal::new(Kind::Forbidden, code, sentence)
    }

    /// There is nothing there that the caller may see.
    pub fn not_found(code: &str, sentence: impl Into<String>) -> Self {
        Refusal::new(Kind::NotFound, code, sentence)
    }

    /// The parameter `param` is invalid (docs/fapi.md 6.2).
    pub fn invalid(code: &str, param: &str, sentence: impl Into<String>) -> Self {
        Refusal::new(Kind::Invalid, code, sentence).with("param_name", param)
    }

    /// "Not there" and "not yours" look the same, so that nobody learns about other people's organizations.
    pub fn no_organization() -> Self {
        Refusal::not_found(
            "organization_not_found_or_unauthorized",
            "There is no such organization, or you are not a member of it.",
        )
    }

    /// The server failed. The cause goes to the log; the caller only learns that it happened.
    pub fn internal(what: &str, cause: &dyn std::fmt::Display) -> Self {
        tracing::error!("{what}: {cause}");
        Refusal::new(Kind::Internal, "internal_clerk_error", "The server failed. Its log says why.")
    }

    /// Adds a detail to the first item.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Some(item) = self.items.first_mut() {
            item.meta.insert(name.into(), value.into());
        }
        self
    }

    /// Makes what the transaction wrote stay.
    pub fn keeping_writes(self) -> Self {
        Refusal { keeps_writes: true, ..self }
    }

    /// The code of the first item.
    pub fn code(&self) -> &str {
        self.items.first().map_or("", |item| &item.code)
    }

    /// The sentence of the first item.
    pub fn sentence(&self) -> &str {
        self.items.first().map_or("", |item| &item.message)
    }
}
