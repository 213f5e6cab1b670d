//! What an endpoint is, and the macro that declares a table of them.

use serde::{Serialize, de::DeserializeOwned};

use crate::resource::Answer;

/// The logical HTTP method. On the wire everything but GET is a POST that carries `_method` (FAPI 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are HTTP's own (RFC 9110)")]
pub enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE,
}

impl Method {
    /// The method's name as HTTP spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::GET => "GET",
            Method::POST => "POST",
            Method::PUT => "PUT",
            Method::PATCH => "PATCH",
            Method::DELETE => "DELETE",
        }
    }
}

/// What a parameter's value looks like; checked before sending and again by the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text; empty only where the parameter is optional (an empty value means null, FAPI 1.4).
    Text,
    /// An e-mail address.
    Email,
    /// A whole number ≥ 0.
    Number,
    /// `true` or `false`.
    Flag,
    /// A repeated key, one per element.
    Texts,
    /// A repeated key of e-mail addresses.
    Emails,
    /// An object, sent as JSON text.
    Json,
}

impl Kind {
    /// Whether the key may stand more than once.
    pub const fn is_list(self) -> bool {
        matches!(self, Kind::Texts | Kind::Emails)
    }
}

/// One parameter of an endpoint, as it is named on the wire.
#[derive(Debug)]
pub struct Param {
    /// snake_case name.
    pub name: &'static str,
    /// snake_case form of the name that JavaScript uses; the same but for lists that JavaScript calls by a plural.
    pub alias: &'static str,
    /// What the value looks like.
    pub kind: Kind,
    /// Whether the call is refused without it.
    pub required: bool,
    /// The value sent when the caller gives none.
    pub default: Option<&'static str>,
}

/// The Rust types that a parameter can have.
pub trait ParamType {
    /// What its value looks like.
    const KIND: Kind;
    /// Whether it must be given.
    const REQUIRED: bool = true;
}

macro_rules! param_types { ($($type:ty => $kind:ident),* $(,)?) => { $(impl ParamType for $type { const KIND: Kind = Kind::$kind; })* } }
param_types! {
    String => Text,
    crate::resource::Email => Email,
    u32 => Number,
    bool => Flag,
    Vec<String> => Texts,
    Vec<crate::resource::Email> => Emails,
    crate::resource::Json => Json,
}
impl<T: ParamType> ParamType for Option<T> {
    const KIND: Kind = T::KIND;
    const REQUIRED: bool = false;
}

/// What is special about an endpoint. Written in brackets behind its response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// The response replaces the state of the object that the method was called on.
    pub in_place: bool,
    /// A GET whose piggybacked client is applied all the same (FAPI 1.6, *force*).
    pub forced: bool,
    /// The response has no `{response, client}` envelope (FAPI 1.6).
    pub bare: bool,
}

impl Flags {
    /// Nothing special.
    pub const NONE: Flags = Flags { in_place: false, forced: false, bare: false };
    /// Sets [`Flags::in_place`].
    pub const fn in_place(self) -> Flags {
        Flags { in_place: true, ..self }
    }
    /// Sets [`Flags::forced`].
    pub const fn forced(self) -> Flags {
        Flags { forced: true, ..self }
    }
    /// Sets [`Flags::bare`].
    pub const fn bare(self) -> Flags {
        Flags { bare: true, ..self }
    }
}

/// Whether a response is one resource, a page or a plain array of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One resource.
    One,
    /// `{data, total_count}`.
    Page,
    /// A bare array.
    List,
}

/// An endpoint as data: what the JavaScript face dispatches on.
#[derive(Debug)]
pub struct Row {
    /// Logical method.
    pub method: Method,
    /// Path from the root of the API, with `{param}` where a parameter travels in the path.
    pub path: &'static str,
    /// All parameters, those in the path included.
    pub params: &'static [Param],
    /// Shape of the response.
    pub shape: Shape,
    /// Whether the response is the client.
    pub answers_client: bool,
    /// What is special about it.
    pub flags: Flags,
}

impl Row {
    /// Whether the endpoint lists page by page.
    pub fn is_paged(&self) -> bool {
        self.param("offset").is_ok()
    }
}

/// An endpoint as the JavaScript and TypeScript bindings show it.
#[cfg(feature = "bindings")]
pub struct Binding {
    /// Names of the JavaScript method, the first is the canonical one.
    pub names: &'static [&'static str],
    /// Arguments of the JavaScript method: `params` is the object of parameters, any other name is
    /// the wire name of the parameter that stands there.
    pub args: &'static [&'static str],
    /// Type of the resource in the response, see [`Answer::RESOURCE`].
    pub resource: &'static str,
    /// Doc comment, line by line.
    pub doc: &'static [&'static str],
    /// TypeScript type and doc comment of each parameter, in the order of [`Row::params`].
    pub params: fn() -> Vec<(String, &'static [&'static str])>,
    /// TypeScript type of the response.
    pub response: fn() -> String,
    /// Types of the resources whose lists are out of date once the call has succeeded.
    pub changes: &'static [&'static str],
}

/// The endpoints that are methods of the same objects.
pub struct Table {
    /// The endpoints.
    pub rows: &'static [&'static Row],
    /// Types of the JavaScript objects that carry the methods.
    #[cfg(feature = "bindings")]
    pub receivers: &'static [&'static str],
    /// Where the parameters come from that the receiver knows itself: (wire name, dotted JavaScript path).
    #[cfg(feature = "bindings")]
    pub known: &'static [(&'static str, &'static str)],
    /// What the bindings show of them, row by row.
    #[cfg(feature = "bindings")]
    pub bindings: fn() -> Vec<Binding>,
}

/// A typed request: the fields named in the path travel there, the rest in the query (GET) or the form body.
pub trait Endpoint: Serialize + DeserializeOwned {
    /// What the endpoint answers.
    type Response: Answer + Serialize + DeserializeOwned;
    /// The endpoint as data.
    const ROW: &'static Row;
}

/// Declares a table of endpoints: for each a request type, its [`Endpoint`] implementation and its [`Row`].
///
/// `name | alias (arguments) = Request: METHOD "path" { fields } -> Response [flags], changes(Resource);`
macro_rules! endpoints {
    (
        $(#[$table_meta:meta])*
        $table:ident on [$($receiver:literal),*] knows { $($known:ident = $from:literal),* };
        $(
            $(#[doc = $doc:literal])*
            $($name:ident)|* ($($arg:ident),*) = $request:ident: $method:ident $path:literal {
                $( $(#[doc = $field_doc:literal])* $field:ident $(as $alias:ident)?: $type:ty $(= $default:literal)?, )*
            } -> $response:ty $([$($flag:ident),*])? $(, changes($($changed:ty),+))?;
        )*
    ) => {
        $(
            $(#[doc = $doc])*
            #[doc = ""]
            #[doc = concat!("`", stringify!($method), " ", $path, "`")]
            #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
            #[serde(default)]
            pub struct $request {
                $( $(#[doc = $field_doc])* pub $field: $type, )*
            }

            impl $crate::endpoint::Endpoint for $request {
                type Response = $response;
                const ROW: &'static $crate::endpoint::Row = &$crate::endpoint::Row {
                    method: $crate::endpoint::Method::$method,
                    path: $path,
                    params: &[$($crate::endpoint::Param {
                        name: stringify!($field),
                        alias: $crate::resource::either(&[$(stringify!($alias),)? stringify!($field)]),
                        kind: <$type as $crate::endpoint::ParamType>::KIND,
                        required: <$type as $crate::endpoint::ParamType>::REQUIRED,
                        default: $crate::endpoint::first(&[$($default)?]),
                    }),*],
                    shape: <$response as $crate::resource::Answer>::SHAPE,
                    answers_client: matches!(<$response as $crate::resource::Answer>::RESOURCE.as_bytes(), b"client"),
                    flags: $crate::endpoint::Flags::NONE$($(.$flag())*)?,
                };
            }
        )*

        $(#[$table_meta])*
        pub static $table: $crate::endpoint::Table = $crate::endpoint::Table {
            rows: &[$(<$request as $crate::endpoint::Endpoint>::ROW),*],
            #[cfg(feature = "bindings")]
            receivers: &[$($receiver),*],
            #[cfg(feature = "bindings")]
            known: &[$((stringify!($known), $from)),*],
            #[cfg(feature = "bindings")]
            bindings: || vec![$($crate::endpoint::Binding {
                names: &[$(stringify!($name)),*],
                args: &[$(stringify!($arg)),*],
                resource: <$response as $crate::resource::Answer>::RESOURCE,
                doc: &[$($doc),*],
                params: || vec![$((<$type as $crate::typescript::Ts>::ts(), &[$($field_doc),*])),*],
                response: <$response as $crate::typescript::Ts>::ts,
                changes: &[$($(<$changed as $crate::resource::Answer>::RESOURCE),+)?],
            }),*],
        };
    };
}
pub(crate) use endpoints;

/// The default of a parameter, if the table gives one.
pub(crate) const fn first(defaults: &[&'static str]) -> Option<&'static str> {
    match defaults {
        [default, ..] => Some(default),
        [] => None,
    }
}
