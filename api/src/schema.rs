//! The declarations as data: a graph of types with their docs. `clerk-codegen` writes TypeScript, JavaScript and OpenAPI
//! from it; nothing of it is linked into programs that don't ask for it.

use serde_json::{Map, Value};

use crate::endpoint::Operation;
use crate::resource::{Email, Json, Page, Timestamp};
use crate::{EndpointName, ResourceType};

/// The type of a field, a parameter or a response.
#[derive(Debug, PartialEq)]
pub enum Type {
    /// Any text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A [`Timestamp`].
    Time,
    /// Two whole numbers.
    Pair,
    /// A JSON object that belongs to the app.
    Object,
    /// Any JSON value.
    Any,
    /// One of these texts, or one that a newer server knows.
    OneOf(&'static [&'static str]),
    /// A resource of this type.
    Resource(ResourceType),
    /// The same, or null.
    Optional(&'static Type),
    /// An array.
    List(&'static Type),
    /// A [`Page`].
    Page(&'static Type),
}

impl Type {
    /// The resource that it is, lists or may be.
    pub fn resource(&self) -> Option<ResourceType> {
        match self {
            Type::Resource(resource) => Some(*resource),
            Type::Optional(inner) | Type::List(inner) | Type::Page(inner) => inner.resource(),
            _ => None,
        }
    }
}

/// The Rust types that have a [`Type`].
pub trait Typed {
    /// What stands on the wire.
    const TYPE: &'static Type;
}

macro_rules! types { ($($rust:ty => $wire:ident),* $(,)?) => { $(impl Typed for $rust { const TYPE: &'static Type = &Type::$wire; })* } }
types! {
    String => Text,
    Email => Text,
    bool => Boolean,
    u32 => Integer,
    u64 => Integer,
    Timestamp => Time,
    (i64, i64) => Pair,
    Json => Object,
    Map<String, Value> => Object,
    Value => Any,
}

impl<T: Typed> Typed for Option<T> {
    const TYPE: &'static Type = &Type::Optional(T::TYPE);
}

impl<T: Typed> Typed for Vec<T> {
    const TYPE: &'static Type = &Type::List(T::TYPE);
}

impl<T: Typed> Typed for Page<T> {
    const TYPE: &'static Type = &Type::Page(T::TYPE);
}

/// A field of a resource.
#[derive(Debug)]
pub struct FieldSchema {
    /// Name on the wire.
    pub name: &'static str,
    /// What stands there.
    pub of_type: &'static Type,
    /// Doc comment, line by line.
    pub doc: &'static [&'static str],
}

/// A resource.
#[derive(Debug)]
pub struct ResourceSchema {
    /// Which one.
    pub resource: ResourceType,
    /// Name of its TypeScript interface.
    pub name: &'static str,
    /// Name of its type: `object` on the wire, or one of ours where that is ambiguous.
    pub type_name: &'static str,
    /// Whether it has an `object` on the wire.
    pub is_named: bool,
    /// Doc comment, line by line.
    pub doc: &'static [&'static str],
    /// The fields, in order.
    pub fields: &'static [FieldSchema],
}

/// The resources that have a schema: all of them.
pub trait DescribedResource {
    /// The resource as data.
    const SCHEMA: &'static ResourceSchema;
}

/// A parameter of an endpoint.
#[derive(Debug)]
pub struct ParamSchema {
    /// What it may be.
    pub of_type: &'static Type,
    /// Doc comment, line by line.
    pub doc: &'static [&'static str],
}

/// An endpoint.
#[derive(Debug)]
pub struct EndpointSchema {
    /// Which one.
    pub endpoint: EndpointName,
    /// What the SDK and the server work with.
    pub operation: &'static Operation,
    /// Doc comment, line by line.
    pub doc: &'static [&'static str],
    /// Types and docs of the parameters, in the order of [`Operation::params`].
    pub params: &'static [ParamSchema],
    /// What it answers.
    pub response: &'static Type,
    /// The resources whose lists are out of date once the call has succeeded.
    pub changes: &'static [ResourceType],
}

/// The endpoints that have a schema: all of them.
pub trait DescribedEndpoint {
    /// The endpoint as data.
    const SCHEMA: &'static EndpointSchema;
}
