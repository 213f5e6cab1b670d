//! The attributes that declare endpoints and resources in `clerk-api`. They are of no use elsewhere: what they write
//! names that crate's own types.

mod declaration;
mod endpoint;
mod resource;

use proc_macro::TokenStream;

/// Declares an endpoint: the struct holds its parameters.
///
/// `#[endpoint(GET "/v1/…/{id}", caller = Member(PERMISSION), answers = Type, changes = [Type, …], client, bare)]`
///
/// * `caller`: who may call it, one of `clerk_api::caller`; `Member` may name a permission of `clerk_api::permission`.
/// * `answers`: the type of the response.
/// * `changes`: the resources whose lists are out of date after the call.
/// * `client`: the caller's client comes with the answer of a GET, as it does with every other method.
/// * `bare`: the answer has no `{response, client}` envelope.
///
/// A field may carry `#[param(alias = "emails")]`, the name that JavaScript uses, and `#[param(default = "true")]`, the
/// value that is sent when the caller gives none.
#[proc_macro_attribute]
pub fn endpoint(attribute: TokenStream, item: TokenStream) -> TokenStream {
    endpoint::expand(attribute.into(), item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Declares a resource: the struct holds its fields by their wire names.
///
/// * `#[resource("organization")]`: its `object` on the wire.
/// * `#[resource("sign_in_attempt", type = "sign_in")]`: the name of its type here, where the `object` is another.
/// * `#[resource(unnamed, type = "factor")]`: it has no `object` on the wire.
#[proc_macro_attribute]
pub fn resource(attribute: TokenStream, item: TokenStream) -> TokenStream {
    resource::expand(attribute.into(), item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
