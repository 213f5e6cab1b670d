//! The module `src/js/generated/resources.ts`: endpoints, and the constructors and methods of the objects.
//!
//! What comes in lists is built by literal constructors, since those are several times as fast as copying property by
//! property: engines give all their objects one hidden class, and a closure costs less than `Function.prototype.bind`.
//! The rest is walked by `src/js/objects.ts` and gets its methods from `methods`.

use clerk_api::name::camel;
use clerk_api::schema::Type;
use clerk_api::{ENDPOINTS, RESOURCES, ResourceType, row};

use crate::graph::listed;
use crate::object::{Method, Object};

/// What stands above the generated code.
const HEADER: &str = "\
// Written by `cargo xtask build` from api/ and codegen/: change those.

import { type Call, endpoint, type Invoke, type Json } from \"../endpoint.js\";
import type { Shared, Viewer } from \"../objects.js\";
";

/// The module.
pub fn javascript(objects: &[Object]) -> String {
    let listed = listed(objects);
    let (mut calls, mut constructors, mut methods) = (String::new(), String::new(), String::new());
    for object in objects {
        calls.extend(object.methods.iter().map(|method| call(object, method)));
    }
    for resource in RESOURCES.iter().filter(|resource| listed.contains(resource)) {
        let object = objects.iter().find(|object| object.resource == Some(*resource));
        constructors.push_str(&constructor(*resource, object));
    }
    for object in objects.iter().filter(|object| object.resource.is_none_or(|resource| !listed.contains(&resource))) {
        methods.push_str(&methods_entry(object));
    }
    let types = types(&listed);
    format!(
        "{HEADER}import type {{\n{types}}} from \"./types.js\";\n\n{endpoints}\n{calls}\n\
         /** Constructors of what comes in lists, from the wire's JSON. They call each other through `r`. */\n\
         export const constructors = (c: Invoke, d: (value: Json) => Json, viewer: Viewer, shared: Shared) => {{\n  \
         const r = {{\n{constructors}  }};\n  return r;\n}};\n\n\
         /** The methods of everything else. */\n\
         export const methods = (c: Invoke) => ({{\n{methods}}});\n",
        endpoints = endpoints(objects),
    )
}

/// The names of the methods that the Clerk object has.
pub fn clerk_methods(objects: &[Object]) -> Vec<&'static str> {
    let clerk = objects.iter().filter(|object| object.resource.is_none());
    clerk.flat_map(|object| &object.methods).flat_map(|method| method.names.clone()).collect()
}

/// Endpoints that `src/js` calls itself, for the load, the tokens and the change of the session: no method stands for them.
const CALLED_BY_SDK: [&str; 7] = [
    "GetClient",
    "CreateDevBrowser",
    "TouchSession",
    "RemoveSession",
    "RemoveSessions",
    "CreateToken",
    "CreateTemplateToken",
];

/// A constant for each endpoint that is called. Its name is stable, and a script has its row itself: no call depends on
/// what the wasm module has in some place.
fn endpoints(objects: &[Object]) -> String {
    let methods = || objects.iter().flat_map(|object| &object.methods);
    let is_called = |name: &str| methods().any(|method| method.operation().name == name);
    let rows = ENDPOINTS.iter().map(|schema| schema.operation).filter_map(|operation| {
        let export = if CALLED_BY_SDK.contains(&operation.name) { "export " } else { "" };
        let is_needed = !export.is_empty() || is_called(operation.name);
        let row = row::format(operation);
        is_needed.then(|| format!("{export}const {} = /* @__PURE__ */ endpoint(\n  \"{row}\",\n);\n", operation.name))
    });
    rows.collect()
}

/// The interfaces that the constructors build.
fn types(listed: &std::collections::BTreeSet<ResourceType>) -> String {
    let mut names: Vec<_> = listed.iter().map(|resource| resource.schema().name).collect();
    names.sort_unstable();
    names.iter().map(|name| format!("  {name},\n")).collect()
}

/// `const organization_update: Call = [UpdateOrganization, "update", "organization", true, ["organization_membership"]];`
fn call(object: &Object, method: &Method) -> String {
    let answers = method.endpoint.response.resource().map_or("", |resource| resource.schema().type_name);
    let changes: Vec<_> = method.endpoint.changes.iter().map(|resource| resource.schema().type_name).collect();
    let rest = match (method.in_place, changes.is_empty()) {
        (false, true) => String::new(),
        (true, true) => ", true".to_owned(),
        (in_place, false) => format!(", {in_place}, {changes:?}"),
    };
    let (name, endpoint) = (call_name(object, method), method.operation().name);
    format!("const {name}: Call = [{endpoint}, \"{}\", \"{answers}\"{rest}];\n", method.names[0])
}

fn call_name(object: &Object, method: &Method) -> String {
    format!("{}_{}", object.type_name(), method.names[0])
}

fn constructor(resource: ResourceType, object: Option<&Object>) -> String {
    let schema = resource.schema();
    let shared = object.map_or(&[][..], |object| &object.shared);
    let fields = schema.fields.iter().map(|field| {
        let value = match shared.iter().find(|(name, _)| *name == field.name) {
            Some((_, value)) => (*value).to_owned(),
            None => read(&format!("j.{}", field.name), field.of_type),
        };
        (camel(field.name), value)
    });
    let added = object.map_or(&[][..], |object| &object.added);
    // A place in the literal keeps the engine from enlarging each object when the property is set.
    let added =
        added.iter().map(|property| (property.name.to_owned(), property.value.unwrap_or("undefined").to_owned()));
    let members: String = fields.chain(added).map(|(name, value)| format!("        {name}: {value},\n")).collect();
    let (aliased, methods) = object.map_or_else(Default::default, |object| methods(object, "      "));
    let after = object.and_then(|object| object.after).map_or_else(String::new, |after| format!("      {after}\n"));
    let (name, interface) = (schema.type_name, schema.name);
    format!(
        "    {name}: (j: Json): {interface} => {{\n{aliased}      const o: {interface} = {{\n{members}{methods}      }};\n\
         {after}      return o;\n    }},\n"
    )
}

/// The expression that reads a value from wire JSON, which `json` stands for.
fn read(json: &str, of_type: &Type) -> String {
    match of_type {
        Type::Time => format!("d({json})"),
        Type::Resource(resource) => format!("{json} && r.{}({json})", resource.schema().type_name),
        Type::Optional(inner) => read(json, inner),
        Type::List(inner) => match read("x", inner) {
            same if same == "x" => json.to_owned(),
            item => format!("{json}?.map((x: Json) => {item})"),
        },
        _ => json.to_owned(),
    }
}

fn methods_entry(object: &Object) -> String {
    let (aliased, methods) = methods(object, "    ");
    match (aliased.is_empty(), methods.is_empty()) {
        (_, true) => String::new(),
        (true, _) => format!("  {}: (o: Json) => ({{\n{methods}  }}),\n", object.type_name()),
        (false, _) => {
            format!("  {}: (o: Json) => {{\n{aliased}    return {{\n{methods}    }};\n  }},\n", object.type_name())
        }
    }
}

/// The methods of a type, as members of an object literal in which `o` is the object; and before it, those that have
/// several names, as constants: one closure serves all names.
fn methods(object: &Object, indent: &str) -> (String, String) {
    let (mut aliased, mut members) = (String::new(), String::new());
    for method in &object.methods {
        let (name, closure) = (method.names[0], closure(object, method));
        if method.names.len() > 1 {
            aliased.push_str(&format!("{indent}const {name} = {closure};\n"));
            members.extend(method.names.iter().map(|alias| format!("{indent}  {alias}: {name},\n")));
        } else {
            members.push_str(&format!("{indent}  {name}: {closure},\n"));
        }
    }
    (aliased, members)
}

/// `(a, p?) => c(membership_remove, o, p, { organizationId: o.id, userId: a })`
fn closure(object: &Object, method: &Method) -> String {
    let places = method.positional.iter().zip('a'..);
    let arguments: String = places.clone().map(|(_, letter)| format!("{letter}: Json, ")).collect();
    let given = places.map(|(param, letter)| format!("{}: {letter}", camel(param)));
    let known = method.known.iter().map(|(param, path)| format!("{}: o.{path}", camel(param)));
    let known: Vec<_> = known.chain(given).collect();
    let defaults: Vec<_> =
        method.defaults.iter().map(|(param, value)| format!("{}: {value:?}", camel(param))).collect();
    let objects = [known, defaults].map(|members| match members.is_empty() {
        true => String::new(),
        false => format!(", {{ {} }}", members.join(", ")),
    });
    format!("({arguments}p?: Json) => c({}, o, p{})", call_name(object, method), objects.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::objects;

    #[test]
    fn the_clerk_object_has_its_calls() {
        assert_eq!(clerk_methods(&objects()), ["createOrganization", "getOrganization", "getOrganizationMemberships"]);
    }

    #[test]
    fn the_sdk_calls_endpoints_that_there_are() {
        for name in CALLED_BY_SDK {
            assert!(ENDPOINTS.iter().any(|schema| schema.operation.name == name), "{name}");
        }
    }
}
