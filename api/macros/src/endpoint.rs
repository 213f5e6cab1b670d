//! `#[endpoint(…)]`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Field, Ident, ItemStruct, LitStr, Result, Token, Type, bracketed, parenthesized, parse_quote};

use crate::declaration::{doc_lines, fields, wire_name};

/// What the attribute says.
struct Call {
    method: Ident,
    path: LitStr,
    caller: Ident,
    permission: Option<Ident>,
    answers: Type,
    changes: Vec<Type>,
    client: bool,
    bare: bool,
}

impl Parse for Call {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let (method, path): (Ident, LitStr) = (input.parse()?, input.parse()?);
        let (mut caller, mut permission, mut answers, mut changes) = (None, None, None, Vec::new());
        let (mut client, mut bare) = (method != "GET", false);
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let word: Ident = input.parse()?;
            match word.to_string().as_str() {
                "client" => client = true,
                "bare" => bare = true,
                "caller" => {
                    input.parse::<Token![=]>()?;
                    caller = Some(input.parse::<Ident>()?);
                    permission = parse_permission(input)?;
                }
                "answers" => {
                    input.parse::<Token![=]>()?;
                    answers = Some(input.parse()?);
                }
                "changes" => {
                    input.parse::<Token![=]>()?;
                    let list;
                    bracketed!(list in input);
                    changes = Punctuated::<Type, Token![,]>::parse_terminated(&list)?.into_iter().collect();
                }
                _ => return Err(Error::new(word.span(), "expected caller, answers, changes, client or bare")),
            }
        }
        let caller = caller.ok_or_else(|| Error::new(path.span(), "who may call it? Add `caller = …`"))?;
        let answers = answers.ok_or_else(|| Error::new(path.span(), "what does it answer? Add `answers = …`"))?;
        Ok(Call { client: client && !bare, method, path, caller, permission, answers, changes, bare })
    }
}

fn parse_permission(input: ParseStream<'_>) -> Result<Option<Ident>> {
    if !input.peek(syn::token::Paren) {
        return Ok(None);
    }
    let permission;
    parenthesized!(permission in input);
    permission.parse().map(Some)
}

pub fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let call: Call = syn::parse2(attribute)?;
    let item: ItemStruct = syn::parse2(item)?;
    let params = fields(&item)?.into_iter().map(Parameter::read).collect::<Result<Vec<_>>>()?;
    check_path(&call.path, &params)?;
    let doc = doc_lines(&item.attrs, &item.ident)?;
    let written = written(&item, &call);
    let Call { method, path, caller, answers, changes, client, bare, .. } = &call;
    let (name, text) = (&item.ident, item.ident.to_string());
    let permission = match &call.permission {
        Some(permission) => quote!(Some(crate::permission::#permission)),
        None => quote!(None),
    };
    let in_order = params.iter().map(Parameter::param);
    let schemas = params.iter().map(Parameter::schema);
    let member = (caller == "Member").then(|| of_organization(name));
    Ok(quote! {
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        #written

        impl crate::endpoint::Endpoint for #name {
            type Response = #answers;
            type Caller = crate::caller::#caller;
            const OPERATION: &'static crate::endpoint::Operation = &crate::endpoint::Operation {
                name: #text,
                method: crate::endpoint::Method::#method,
                path: #path,
                params: &[#(#in_order),*],
                caller: <crate::caller::#caller as crate::caller::Caller>::KIND,
                permission: #permission,
                shape: <#answers as crate::resource::Answer>::SHAPE,
                answers_client: matches!(
                    <#answers as crate::resource::Answer>::RESOURCE,
                    crate::ResourceType::Client
                ),
                envelope: !#bare,
                client: #client,
            };
        }

        impl crate::schema::DescribedEndpoint for #name {
            const SCHEMA: &'static crate::schema::EndpointSchema = &crate::schema::EndpointSchema {
                endpoint: crate::EndpointName::#name,
                operation: <#name as crate::endpoint::Endpoint>::OPERATION,
                doc: &[#(#doc),*],
                params: &[#(#schemas),*],
                response: <#answers as crate::schema::Typed>::TYPE,
                changes: &[#(<#changes as crate::resource::Answer>::RESOURCE),*],
            };
        }

        #member
    })
}

/// The struct as the compiler gets it: without our own attributes, and with method and path in its docs.
fn written(item: &ItemStruct, call: &Call) -> ItemStruct {
    let mut item = item.clone();
    for field in &mut item.fields {
        field.attrs.retain(|attribute| !attribute.path().is_ident("param"));
    }
    let line = format!("`{} {}`", call.method, call.path.value());
    item.attrs.extend([parse_quote!(#[doc = ""]), parse_quote!(#[doc = #line])]);
    item
}

fn of_organization(name: &Ident) -> TokenStream {
    quote! {
        impl crate::caller::OfOrganization for #name {
            fn organization_id(&self) -> &crate::organization::OrganizationId {
                &self.organization_id
            }
        }
    }
}

/// A misspelt `{name}` in a path would never be filled.
fn check_path(path: &LitStr, params: &[Parameter<'_>]) -> Result<()> {
    let text = path.value();
    for name in text.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
        if !params.iter().any(|param| param.name == name) {
            return Err(Error::new(path.span(), format!("the path names `{name}`, which is no field")));
        }
    }
    Ok(())
}

/// A parameter of the endpoint.
struct Parameter<'a> {
    name: String,
    of_type: &'a Type,
    alias: String,
    default: Option<LitStr>,
    doc: Vec<String>,
}

impl<'a> Parameter<'a> {
    fn read(field: &'a Field) -> Result<Self> {
        let name = wire_name(field)?;
        let (mut alias, mut default) = (name.clone(), None);
        for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("param")) {
            attribute.parse_nested_meta(|meta| {
                let value: LitStr = meta.value()?.parse()?;
                if meta.path.is_ident("alias") {
                    alias = value.value();
                } else if meta.path.is_ident("default") {
                    default = Some(value);
                } else {
                    return Err(meta.error("expected alias or default"));
                }
                Ok(())
            })?;
        }
        let doc = doc_lines(&field.attrs, &format_ident!("r#{}", name))?;
        Ok(Parameter { name, of_type: &field.ty, alias, default, doc })
    }

    fn param(&self) -> TokenStream {
        let Parameter { name, of_type, alias, .. } = self;
        let default = self.default.as_ref().map_or_else(|| quote!(None), |default| quote!(Some(#default)));
        quote! {
            crate::param::Param {
                name: #name,
                alias: #alias,
                kind: <#of_type as crate::param::ParamType>::KIND,
                required: <#of_type as crate::param::ParamType>::REQUIRED,
                default: #default,
            }
        }
    }

    fn schema(&self) -> TokenStream {
        let Parameter { of_type, doc, .. } = self;
        quote! {
            crate::schema::ParamSchema { of_type: <#of_type as crate::schema::Typed>::TYPE, doc: &[#(#doc),*] }
        }
    }
}
