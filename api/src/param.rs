//! What a parameter of an endpoint is, and the check of its values.

use std::fmt;

/// What a parameter's value looks like; checked before sending and again by the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text; empty only where the parameter is optional (an empty value means null, docs/fapi.md 1.4).
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
    /// Whether the key may occur more than once.
    pub const fn is_list(self) -> bool {
        matches!(self, Kind::Texts | Kind::Emails)
    }

    /// The kind of a list of such values. No endpoint has a list of numbers, flags or objects.
    const fn list(self) -> Kind {
        match self {
            Kind::Email | Kind::Emails => Kind::Emails,
            _ => Kind::Texts,
        }
    }

    fn check(self, value: &str) -> Result<(), Problem> {
        match self {
            Kind::Email | Kind::Emails if !is_email(value) => Err(Problem::NotAnAddress),
            Kind::Number if !is_number(value) => Err(Problem::NotANumber),
            Kind::Flag if value != "true" && value != "false" => Err(Problem::NotAFlag),
            _ => Ok(()),
        }
    }
}

/// One parameter of an endpoint, as it is named on the wire.
#[derive(Debug, PartialEq)]
pub struct Param {
    /// snake_case name.
    pub name: &'static str,
    /// The name that JavaScript uses, in snake_case. It differs from `name` where JavaScript has a plural.
    pub alias: &'static str,
    /// What the value looks like.
    pub kind: Kind,
    /// Whether the call is refused without it.
    pub required: bool,
    /// The value sent when the caller gives none.
    pub default: Option<&'static str>,
}

impl Param {
    /// Checks all values that were given for this parameter, and counts them.
    pub fn check<'a>(&self, values: impl Iterator<Item = &'a str>) -> Result<usize, Problem> {
        let mut count = 0;
        for value in values {
            count += 1;
            match value {
                "" if self.required => return Err(Problem::Empty),
                "" => {}
                value => self.kind.check(value)?,
            }
        }
        match count {
            0 if self.required => Err(Problem::Missing),
            0 | 1 => Ok(count),
            _ if self.kind.is_list() => Ok(count),
            _ => Err(Problem::Repeated),
        }
    }
}

/// The Rust types that a parameter can have.
pub trait ParamType {
    /// What the value looks like.
    const KIND: Kind;
    /// Whether the caller must give it.
    const REQUIRED: bool = true;
}

macro_rules! param_types { ($($type:ty => $kind:ident),* $(,)?) => { $(impl ParamType for $type { const KIND: Kind = Kind::$kind; })* } }
param_types! {
    String => Text,
    crate::resource::Email => Email,
    u32 => Number,
    bool => Flag,
    crate::resource::Json => Json,
}

impl<T: ParamType> ParamType for Vec<T> {
    const KIND: Kind = T::KIND.list();
}

impl<T: ParamType> ParamType for Option<T> {
    const KIND: Kind = T::KIND;
    const REQUIRED: bool = false;
}

/// A parameter that was refused before anything was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidParam {
    /// snake_case name: the caller's where the SDK refuses, the wire's where the server does.
    pub name: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is required and absent.
    Missing,
    /// It is required and empty.
    Empty,
    /// The endpoint has no such parameter.
    Unknown,
    /// It is given more than once, and is not a list.
    Repeated,
    /// It is not an e-mail address.
    NotAnAddress,
    /// It is not a whole number ≥ 0.
    NotANumber,
    /// It is not a whole number ≥ 1.
    NotPositive,
    /// It is neither `true` nor `false`.
    NotAFlag,
    /// It stands in the path and is `.` or `..`.
    NotAnId,
    /// It has another type than the parameter.
    WrongType,
}

impl Problem {
    /// The same, of the parameter with that snake_case name.
    pub fn of(self, name: &str) -> InvalidParam {
        InvalidParam { name: name.to_owned(), problem: self }
    }

    /// The rest of a sentence that begins with the parameter's name.
    pub const fn message(self) -> &'static str {
        match self {
            Problem::Missing => "is missing",
            Problem::Empty => "must not be empty",
            Problem::Unknown => "is not a parameter of this method",
            Problem::Repeated => "must be given once",
            Problem::NotAnAddress => "must be an e-mail address, like name@example.com",
            Problem::NotANumber => "must be a whole number, 0 or more",
            Problem::NotPositive => "must be a whole number, 1 or more",
            Problem::NotAFlag => "must be true or false",
            Problem::NotAnId => "must be an id",
            Problem::WrongType => "has the wrong type",
        }
    }
}

impl fmt::Display for InvalidParam {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name)?;
        out.write_str(" ")?;
        out.write_str(self.problem.message())
    }
}

impl std::error::Error for InvalidParam {}

/// Whether it is digits only, and few enough for 32 bits.
fn is_number(value: &str) -> bool {
    value.len() < 10 && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text can be an e-mail address: a local part, `@`, and a domain name with a dot (a narrow RFC 5321 4.1.2).
pub fn is_email(text: &str) -> bool {
    let text = text.as_bytes();
    let Some(at) = text.iter().rposition(|byte| *byte == b'@') else {
        return false;
    };
    let (local, domain) = (&text[..at], &text[at + 1..]);
    let is_clean = |byte: &u8| {
        *byte > b' ' && !matches!(byte, b'"' | b'('..=b')' | b',' | b':'..=b'<' | b'>' | b'@' | b'['..=b']' | 0x7f)
    };
    let is_label = |label: &[u8]| {
        !label.is_empty()
            && label.first() != Some(&b'-')
            && label.last() != Some(&b'-')
            && label.iter().all(|byte| *byte == b'-' || *byte >= 0x80 || byte.is_ascii_alphanumeric())
    };
    text.len() <= 254
        && local.len() <= 64
        && local.split(|byte| *byte == b'.').all(|atom| !atom.is_empty() && atom.iter().all(is_clean))
        && domain.split(|byte| *byte == b'.').nth(1).is_some()
        && domain.split(|byte| *byte == b'.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn knows_an_address() {
        for good in ["a@b.co", "first.last+tag@sub.example.org", "ü@exämple.test", "o'hara@example.test"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b.co",
            "a@",
            "a@b",
            "a b@c.de",
            "a@b..c",
            "a@-b.c",
            "a@b-.c",
            "a@b.c-",
            "a@b.c.",
            "a@.b.c",
            ".a@b.c",
            "a.@b.c",
            "a..b@c.de",
            "..@b.c",
            "a@b.c\r\nBcc: x@y.z",
            "<a@b.c>",
            "a@@b.c",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
