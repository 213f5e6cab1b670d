//! What both attributes read of a struct.

use proc_macro2::Span;
use syn::{Attribute, Error, Expr, ExprLit, Field, Fields, Ident, ItemStruct, Lit, Meta, Result};

/// The named fields of a declaration.
pub fn fields(item: &ItemStruct) -> Result<Vec<&Field>> {
    match &item.fields {
        Fields::Named(fields) => Ok(fields.named.iter().collect()),
        _ => Err(Error::new_spanned(&item.ident, "a declaration has named fields: `struct Name { … }`")),
    }
}

/// The lines of a doc comment, without the space that each begins with. A declaration without one is refused.
pub fn doc_lines(attributes: &[Attribute], of: &Ident) -> Result<Vec<String>> {
    let lines: Vec<String> = attributes.iter().filter_map(doc_line).collect();
    if lines.is_empty() {
        return Err(Error::new(of.span(), format!("`{of}` needs a doc comment: it is shown to users of the package")));
    }
    Ok(lines)
}

fn doc_line(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    if !pair.path.is_ident("doc") {
        return None;
    }
    match &pair.value {
        Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) => Some(line.value().trim().to_owned()),
        _ => None,
    }
}

/// The name of a field as it stands on the wire.
pub fn wire_name(field: &Field) -> Result<String> {
    let ident = field.ident.as_ref().ok_or_else(|| Error::new(Span::call_site(), "a field without a name"))?;
    Ok(ident.to_string().trim_start_matches("r#").to_owned())
}
