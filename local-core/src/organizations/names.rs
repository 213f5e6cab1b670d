//! Names and slugs of organizations.

use crate::refusal::{Refusal, Result};
use crate::users::has_control;

/// Most characters of a name.
const MAX_NAME: usize = 256;
/// Most characters of a slug.
pub const MAX_SLUG: usize = 64;

/// Checks a name: 1 to 256 characters, neither HTML nor a URL.
pub fn parse_name(text: &str) -> Result<&str> {
    let name = text.trim();
    let refuse = |code, sentence: String| Err(Refusal::invalid(code, "name", sentence));
    if name.is_empty() {
        return refuse("form_param_nil", "The name must not be empty.".into());
    }
    if name.chars().count() > MAX_NAME {
        return refuse("form_param_max_length_exceeded", format!("The name may have at most {MAX_NAME} characters."));
    }
    if has_markup(name) || has_url(name) || has_control(name) {
        return refuse(
            "form_param_value_invalid",
            "The name must not contain HTML, a URL or control characters.".into(),
        );
    }
    Ok(name)
}

/// `<b`, `</b`, `<!--`, `<?xml`; not `1 < 2`.
fn has_markup(text: &str) -> bool {
    let mut behind = text.split('<').skip(1).filter_map(|rest| rest.chars().next());
    behind.any(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
}

/// `https://…`, `www.…`; not `Booking.com`, which is a name.
fn has_url(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("://")
        || lower.split(|letter: char| !letter.is_alphanumeric() && letter != '.').any(|word| word.starts_with("www."))
}

/// Checks a slug: lower-case letters, digits and dashes.
pub fn parse_slug(slug: &str) -> Result<&str> {
    let allowed = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    if slug.is_empty() || slug.len() > MAX_SLUG || !slug.bytes().all(allowed) {
        return Err(Refusal::invalid(
            "form_param_format_invalid",
            "slug",
            format!("A slug is 1 to {MAX_SLUG} lower-case letters, digits and dashes."),
        ));
    }
    Ok(slug)
}

/// "Blue Heron Labs!" → `blue-heron-labs`. ASCII only, and never empty.
pub fn slug_of(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    let slug = slug[..slug.len().min(MAX_SLUG)].trim_end_matches('-');
    if slug.is_empty() { "organization".into() } else { slug.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_names() {
        for name in ["Blue Heron Labs", "1 < 2", "Booking.com", "Åre & Co", &"x".repeat(256), "wwwhat"] {
            assert_eq!(parse_name(name), Ok(name), "{name}");
        }
        let refused = [
            ("", "form_param_nil"),
            ("   ", "form_param_nil"),
            (&"x".repeat(257), "form_param_max_length_exceeded"),
            ("<b>Labs</b>", "form_param_value_invalid"),
            ("Labs</b>", "form_param_value_invalid"),
            ("<!--", "form_param_value_invalid"),
            ("see https://heron.test", "form_param_value_invalid"),
            ("www.heron.test", "form_param_value_invalid"),
            ("(WWW.heron.test)", "form_param_value_invalid"),
            ("two\nlines", "form_param_value_invalid"),
            ("\u{202e}sbaL", "form_param_value_invalid"),
        ];
        for (name, code) in refused {
            assert_eq!(parse_name(name).expect_err(name).code(), code, "{name}");
        }
    }

    #[test]
    fn slugs_are_derived() {
        for (name, slug) in [
            ("Blue Heron Labs", "blue-heron-labs"),
            ("  R&D -- 2 ", "r-d-2"),
            ("蒼鷺", "organization"),
            ("Åre Snow", "re-snow"),
        ] {
            assert_eq!(slug_of(name), slug);
            assert_eq!(parse_slug(slug), Ok(slug));
        }
        assert_eq!(slug_of(&"abc ".repeat(100)).len(), 63, "cut, and without a dash at the end");
    }
}
