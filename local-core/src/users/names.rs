//! What no name may contain, of an organization or of a person: names appear in mails and their subjects.

use crate::refusal::{Refusal, Result};

/// Most characters of a given or family name.
const MAX_NAME: usize = 256;

/// Reads a person's name from a form. Spaces around it are removed; an empty name is none. Refused if it is too long or
/// contains control characters.
pub fn parse_name(text: Option<String>, param: &str) -> Result<Option<String>> {
    let name = text.map(|text| text.trim().to_owned()).filter(|name| !name.is_empty());
    match name {
        Some(name) if name.chars().count() > MAX_NAME => Err(Refusal::invalid(
            "form_param_max_length_exceeded",
            param,
            format!("{param} may have at most {MAX_NAME} characters."),
        )),
        Some(name) if has_control(&name) => Err(Refusal::invalid(
            "form_param_value_invalid",
            param,
            format!("{param} must not contain control characters."),
        )),
        name => Ok(name),
    }
}

/// Whether the text contains characters that are not seen but change what is: line breaks and other controls, and marks
/// that turn the direction of the text behind them (Unicode Standard Annex 9, 2.1 to 2.3).
pub fn has_control(text: &str) -> bool {
    text.chars().any(|letter| {
        letter.is_control()
            || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

#[cfg(test)]
mod tests {
    use super::has_control;

    #[test]
    fn letters_of_all_scripts_are_no_controls() {
        for text in ["Ada Quill", "蒼鷺", "שלום\u{200f}", "👩\u{200d}🔬"] {
            assert!(!has_control(text), "{text}");
        }
        for text in ["a\nb", "a\tb", "a\0", "\u{85}", "a\u{2028}b", "\u{202e}abc", "\u{2066}"] {
            assert!(has_control(text), "{text:?}");
        }
    }
}
