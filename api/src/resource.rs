//! What resources share. The attribute `#[resource(…)]` declares one.

use std::fmt;
use std::marker::PhantomData;

use clerk_api_macros::resource;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ResourceType;
use crate::endpoint::Shape;

/// What an endpoint can answer with.
pub trait Answer {
    /// The resource that it is or lists.
    const RESOURCE: ResourceType;
    /// One, a page, or a plain array.
    const SHAPE: Shape = Shape::One;
}

/// A point in time: milliseconds since the Unix epoch (docs/fapi.md 4). A `Date` in JavaScript.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// Public or unsafe metadata: a JSON object that belongs to the app; its keys are never renamed.
pub type Metadata = serde_json::Map<String, serde_json::Value>;

/// An e-mail address in a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(pub String);

impl From<&str> for Email {
    fn from(address: &str) -> Self {
        Email(address.to_owned())
    }
}

/// An object in a request: JSON text in one form value (docs/fapi.md 1.4).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json(pub serde_json::Value);

/// One page of a list: `{data, total_count}` (docs/fapi.md 3).
///
/// A call that does not ask for pages is answered by a bare array (docs/fapi.md 7.2). Both forms can be read; `bare` says
/// which one to write.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page<T> {
    /// The items of this page.
    pub data: Vec<T>,
    /// How many items there are on all pages.
    pub total_count: u64,
    /// Whether to write a bare array.
    pub bare: bool,
}

impl<T: Answer> Answer for Page<T> {
    const RESOURCE: ResourceType = T::RESOURCE;
    const SHAPE: Shape = Shape::Page;
}

impl<T: Answer> Answer for Vec<T> {
    const RESOURCE: ResourceType = T::RESOURCE;
    const SHAPE: Shape = Shape::List;
}

impl<T: Answer> Answer for Option<T> {
    const RESOURCE: ResourceType = T::RESOURCE;
}

#[derive(Serialize)]
struct PageOut<'a, T> {
    data: &'a [T],
    total_count: u64,
}

impl<T: Serialize> Serialize for Page<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.bare {
            return self.data.serialize(serializer);
        }
        PageOut { data: &self.data, total_count: self.total_count }.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PageVisitor(PhantomData))
    }
}

/// Reads both forms of a page. Unlike an untagged enum, it keeps the path of a bad field for the error.
struct PageVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PageVisitor<T> {
    type Value = Page<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a page or an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Page<T>, A::Error> {
        let data = Vec::deserialize(SeqAccessDeserializer::new(seq))?;
        Ok(Page { total_count: data.len() as u64, data, bare: true })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page<T>, A::Error> {
        let (mut data, mut total_count) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "data" => data = Some(map.next_value()?),
                "total_count" => total_count = Some(map.next_value()?),
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        let data = data.ok_or_else(|| Error::missing_field("data"))?;
        let total_count = total_count.ok_or_else(|| Error::missing_field("total_count"))?;
        Ok(Page { data, total_count, bare: false })
    }
}

/// Declares an enumeration of wire values. A newer server may send other values: they are kept in `Other`.
macro_rules! open_enum {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident { $first:ident = $first_value:literal, $($variant:ident = $value:literal),* $(,)? }
    )*) => { $(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            #[default]
            #[doc = concat!("`", $first_value, "`")]
            $first,
            $( #[doc = concat!("`", $value, "`")] $variant, )*
            /// A value that this version does not know.
            Other(String),
        }

        impl $name {
            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $name::$first => $first_value,
                    $( $name::$variant => $value, )*
                    $name::Other(value) => value,
                }
            }
        }

        impl From<String> for $name {
            fn from(value: String) -> Self {
                match value.as_str() {
                    $first_value => $name::$first,
                    $( $value => $name::$variant, )*
                    _ => $name::Other(value),
                }
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }

        impl $crate::schema::Typed for $name {
            const TYPE: &'static $crate::schema::Type = &$crate::schema::Type::OneOf(&[$first_value $(, $value)*]);
        }

        impl $crate::param::ParamType for $name {
            const KIND: $crate::param::Kind = $crate::param::Kind::Text;
        }
    )* };
}
pub(crate) use open_enum;

/// What the server answers after it deleted a resource (docs/fapi.md 4.12).
#[resource(unnamed, type = "deleted_object")]
#[derive(Default)]
pub struct DeletedObject {
    /// What it was, for example `organization`.
    pub object: String,
    /// The id it had.
    pub id: Option<String>,
    /// The slug it had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Always true.
    pub deleted: bool,
}
