//! Names on the wire are snake_case, names in JavaScript camelCase (docs/fapi.md 1.4).

/// `emailAddress` → `email_address`. A name that is snake_case already stays as it is.
pub fn snake(camel: &str) -> String {
    let mut out = String::with_capacity(camel.len() + 4);
    for letter in camel.chars() {
        if letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// `email_address` → `emailAddress`.
pub fn camel(snake: &str) -> String {
    let mut out = String::with_capacity(snake.len());
    let mut raise = false;
    for letter in snake.chars() {
        if letter == '_' {
            raise = true;
            continue;
        }
        out.push(if raise { letter.to_ascii_uppercase() } else { letter });
        raise = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for (wire, js) in [("id", "id"), ("email_address", "emailAddress"), ("has_image", "hasImage")] {
            assert_eq!(camel(wire), js);
            assert_eq!(snake(js), wire);
            assert_eq!(snake(wire), wire);
        }
    }
}
