//! The TypeScript declarations of resources and their methods.

use clerk_api::name::camel;
use clerk_api::schema::Type;
use clerk_api::{RESOURCES, ResourceType};

use crate::graph::reachable;
use crate::object::{Method, Object};

/// What stands above the interfaces. The package's index.d.ts is one file, without the import.
const HEADER: &str = "\
// Written by `cargo xtask build` from api/ and codegen/: change those.

import type { ClerkPage, GetTokenOptions, RequestOptions } from \"../public.js\";

";

/// The module `src/js/generated/types.ts`: the interfaces of all resources, and `ClerkMethods`: what the Clerk object
/// has of the endpoints.
pub fn typescript(objects: &[Object]) -> String {
    let reachable = reachable(objects);
    let mut out = HEADER.to_owned();
    for resource in RESOURCES.iter().filter(|resource| reachable.contains(resource)) {
        let object = objects.iter().find(|object| object.resource == Some(*resource));
        out.push_str(&interface(*resource, object));
    }
    let clerk = objects.iter().filter(|object| object.resource.is_none()).flat_map(|object| &object.methods);
    let methods: String = clerk.map(signatures).collect();
    out.push_str("/** Methods of the Clerk object that are calls to the server. */\n");
    out.push_str(&format!("export interface ClerkMethods {{\n{methods}}}\n"));
    out
}

fn interface(resource: ResourceType, object: Option<&Object>) -> String {
    let schema = resource.schema();
    let mut out = doc(schema.doc, "");
    out.push_str(&format!("export interface {} {{\n", schema.name));
    let shown = object.map_or(&[][..], |object| &object.shown);
    for field in schema.fields {
        match shown.iter().find(|property| property.name == field.name) {
            Some(property) => out.push_str(&member(property.doc, &camel(property.name), property.ts)),
            None => {
                out.push_str(&doc(field.doc, "  "));
                out.push_str(&format!("  {}: {};\n", camel(field.name), ts(field.of_type)));
            }
        }
    }
    if let Some(object) = object {
        out.extend(object.added.iter().map(|property| member(property.doc, property.name, property.ts)));
        out.extend(object.methods.iter().map(signatures));
    }
    out.push_str("}\n\n");
    out
}

fn member(text: &str, name: &str, ts: &str) -> String {
    format!("{}  {name}: {ts};\n", doc(&[text], "  "))
}

/// The TypeScript type of a value.
pub fn ts(of_type: &Type) -> String {
    match of_type {
        Type::Text => "string".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer => "number".to_owned(),
        Type::Time => "Date".to_owned(),
        Type::Pair => "[number, number]".to_owned(),
        Type::Object => "Record<string, unknown>".to_owned(),
        Type::Any => "any".to_owned(),
        Type::OneOf(values) => {
            let known: String = values.iter().map(|value| format!("{value:?} | ")).collect();
            format!("{known}(string & {{}})")
        }
        Type::Resource(resource) => resource.schema().name.to_owned(),
        Type::Optional(inner) => format!("{} | null", ts(inner)),
        Type::List(inner) => format!("Array<{}>", ts(inner)),
        Type::Page(inner) => format!("ClerkPage<{}>", ts(inner)),
    }
}

/// One signature for each name of a method.
fn signatures(method: &Method) -> String {
    let arguments = arguments(method).join(", ");
    let response = ts(method.endpoint.response);
    let doc = doc(&method.doc_lines(), "  ");
    method.names.iter().map(|name| format!("{doc}  {name}: ({arguments}) => Promise<{response}>;\n")).collect()
}

fn arguments(method: &Method) -> Vec<String> {
    let mut arguments: Vec<_> = method.positional.iter().map(|name| format!("{}: string", camel(name))).collect();
    arguments.push(if method.open().is_empty() { "options?: RequestOptions".to_owned() } else { params(method) });
    arguments
}

/// The object of parameters.
fn params(method: &Method) -> String {
    let open = method.open();
    let optional = if open.iter().any(|(param, _)| param.required) { "" } else { "?" };
    let mut fields: Vec<String> = open
        .iter()
        .map(|(param, schema)| {
            let mark = if param.required { "" } else { "?" };
            format!("{}    {}{mark}: {}", doc(schema.doc, "    "), camel(param.alias), ts(schema.of_type))
        })
        .collect();
    if method.operation().is_paged() {
        fields.push("    /** Page to fetch, from 1; without paging parameters all items are fetched. */\n    initialPage?: number".to_owned());
        fields.push("    /** Items per page: 1 to 500, 10 when absent. */\n    pageSize?: number".to_owned());
    }
    format!("params{optional}: {{\n{};\n  }} & RequestOptions", fields.join(";\n"))
}

fn doc(lines: &[&str], indent: &str) -> String {
    let text: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
    format!("{indent}/** {} */\n", text.join(" "))
}
