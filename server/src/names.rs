//! What no name may have, be it an organization's or a person's: names stand in mails and their subjects.

/// Whether the text has characters that do something to it in place of standing in it: line breaks and other controls,
/// and those that turn the direction of what follows (Unicode Standard Annex 9, 2.1 to 2.3).
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
