//! `#[resource(…)]`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Field, Ident, ItemStruct, LitStr, Result, Token};

use crate::declaration::{doc_lines, fields, wire_name};

/// The names in the attribute.
struct Names {
    /// `object` on the wire; none where the wire has no such field.
    object: Option<String>,
    /// Name of the type.
    type_name: String,
}

impl Parse for Names {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let object = if input.peek(LitStr) {
            Some(input.parse::<LitStr>()?.value())
        } else {
            let word: Ident = input.parse()?;
            if word != "unnamed" {
                return Err(syn::Error::new(word.span(), "expected the `object` as a text, or `unnamed`"));
            }
            None
        };
        let type_name = if input.is_empty() { None } else { Some(parse_type(input)?) };
        let type_name = type_name.or_else(|| object.clone());
        let type_name = type_name.ok_or_else(|| input.error("a resource that is unnamed needs `type = \"…\"`"))?;
        Ok(Names { object, type_name })
    }
}

fn parse_type(input: ParseStream<'_>) -> Result<String> {
    input.parse::<Token![,]>()?;
    input.parse::<Token![type]>()?;
    input.parse::<Token![=]>()?;
    Ok(input.parse::<LitStr>()?.value())
}

pub fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let names: Names = syn::parse2(attribute)?;
    let item: ItemStruct = syn::parse2(item)?;
    let (name, type_name) = (&item.ident, &names.type_name);
    let tag = names.object.as_ref().map(|object| quote!(#[serde(tag = "object", rename = #object)]));
    let is_named = names.object.is_some();
    let doc = doc_lines(&item.attrs, name)?;
    let fields = fields(&item)?.into_iter().map(field).collect::<Result<Vec<_>>>()?;
    let js_name = format_ident!("{name}Resource").to_string();
    Ok(quote! {
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #tag
        #item

        impl crate::resource::Answer for #name {
            const RESOURCE: crate::ResourceType = crate::ResourceType::#name;
        }

        impl crate::schema::Typed for #name {
            const TYPE: &'static crate::schema::Type =
                &crate::schema::Type::Resource(crate::ResourceType::#name);
        }

        impl crate::schema::DescribedResource for #name {
            const SCHEMA: &'static crate::schema::ResourceSchema = &crate::schema::ResourceSchema {
                resource: crate::ResourceType::#name,
                name: #js_name,
                type_name: #type_name,
                is_named: #is_named,
                doc: &[#(#doc),*],
                fields: &[#(#fields),*],
            };
        }
    })
}

fn field(field: &Field) -> Result<TokenStream> {
    let (name, of_type) = (wire_name(field)?, &field.ty);
    let doc = doc_lines(&field.attrs, &format_ident!("r#{}", name))?;
    Ok(quote! {
        crate::schema::FieldSchema { name: #name, of_type: <#of_type as crate::schema::Typed>::TYPE, doc: &[#(#doc),*] }
    })
}
