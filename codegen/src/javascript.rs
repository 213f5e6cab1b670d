//! The JavaScript objects of the npm package: constructors and methods.
//!
//! What comes in lists is built by literal constructors, since those are several times as fast as copying property by
//! property: engines give all their objects one hidden class, and a closure costs less than `Function.prototype.bind`.
//! The rest is walked by `src/js/objects.js` and gets its methods from `methods`.

use clerk_api::name::camel;
use clerk_api::schema::Type;
use clerk_api::{Method as HttpMethod, RESOURCES, ResourceType};

use crate::graph::listed;
use crate::object::{Method, Object};

/// The module that `src/js/objects.js` stands on.
///
/// It exports `calls`, what each method calls, as `[endpoint, method, resource, traits, changes]`: traits are the sum of
/// 1 for a list, 2 for an answer that goes into its object, 4 for a call that only reads and 8 for a list in pages;
/// changes are the types of the resources whose lists are out of date after it, where there are any. And
/// `createResources(c, f, d)` with `c(call, object, params, known, defaults)` making a call, `f[type](object)` finishing
/// an object and `d(value)` reading a time. That answers `[constructors, methods]`.
pub fn javascript(objects: &[Object]) -> String {
    let listed = listed(objects);
    let mut calls = Calls(Vec::new());
    let (mut constructors, mut methods) = (String::new(), String::new());
    for resource in RESOURCES.iter().filter(|resource| listed.contains(resource)) {
        let object = objects.iter().find(|object| object.resource == Some(*resource));
        constructors.push_str(&constructor(*resource, object, &mut calls));
    }
    for object in objects.iter().filter(|object| object.resource.is_none_or(|resource| !listed.contains(&resource))) {
        methods.push_str(&methods_entry(object, &mut calls));
    }
    format!(
        "// Written by `cargo xtask build` from api/ and codegen/.\n\
         export const calls = [\n{}];\n\n\
         export const createResources = (c, f, d) => {{\n  const r = {{\n{constructors}  }};\n  return [r, {{\n{methods}  }}];\n}};\n",
        calls.0.concat()
    )
}

/// The names of the methods that the Clerk object has.
pub fn clerk_methods(objects: &[Object]) -> Vec<&'static str> {
    let clerk = objects.iter().filter(|object| object.resource.is_none());
    clerk.flat_map(|object| &object.methods).flat_map(|method| method.names.clone()).collect()
}

/// The entries of `calls` so far.
struct Calls(Vec<String>);

impl Calls {
    /// Adds what a method calls, and answers its place.
    fn add(&mut self, method: &Method) -> usize {
        let operation = method.operation();
        let traits = [method.lists(), method.in_place, operation.method == HttpMethod::GET, operation.is_paged()];
        let traits: u8 = traits.iter().zip([1, 2, 4, 8]).map(|(has, weight)| u8::from(*has) * weight).sum();
        let answers = method.endpoint.response.resource().map_or("", |resource| resource.schema().type_name);
        let changes: Vec<_> = method.endpoint.changes.iter().map(|resource| resource.schema().type_name).collect();
        let changes = if changes.is_empty() { String::new() } else { format!(", {changes:?}") };
        self.0.push(format!("  [{:?}, {:?}, {answers:?}, {traits}{changes}],\n", operation.name, method.names[0]));
        self.0.len() - 1
    }
}

fn constructor(resource: ResourceType, object: Option<&Object>, calls: &mut Calls) -> String {
    let schema = resource.schema();
    let read = |name: &str, of_type: &Type| read(&format!("j.{name}"), of_type);
    let fields = schema.fields.iter().map(|field| (camel(field.name), read(field.name, field.of_type)));
    // A place in the literal keeps the engine from enlarging each object when `f` fills it.
    let added = object.map_or(&[][..], |object| &object.added);
    let places = added.iter().map(|property| (property.name.to_owned(), "void 0".to_owned()));
    let members: String = fields.chain(places).map(|(name, value)| format!("        {name}: {value},\n")).collect();
    let methods = object.map_or_else(String::new, |object| self::methods(object, calls, "        "));
    let name = schema.type_name;
    let finished = if added.is_empty() { "o".to_owned() } else { format!("f.{name}(o)") };
    format!(
        "    {name}: (j) => {{\n      const o = {{\n{members}{methods}      }};\n      return {finished};\n    }},\n"
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
            item => format!("{json}?.map((x) => {item})"),
        },
        _ => json.to_owned(),
    }
}

fn methods_entry(object: &Object, calls: &mut Calls) -> String {
    match methods(object, calls, "      ") {
        methods if methods.is_empty() => methods,
        methods => format!("    {}: (o) => ({{\n{methods}    }}),\n", object.type_name()),
    }
}

/// The methods of a type, as members of an object literal in which `o` is the object.
fn methods(object: &Object, calls: &mut Calls, indent: &str) -> String {
    let mut out = String::new();
    for method in &object.methods {
        let closure = closure(method, calls.add(method));
        out.extend(method.names.iter().map(|name| format!("{indent}{name}: {closure},\n")));
    }
    out
}

/// `(a, p) => c(7, o, p, { organizationId: o.id, userId: a })`
fn closure(method: &Method, call: usize) -> String {
    let places = method.positional.iter().zip('a'..);
    let arguments: String = places.clone().map(|(_, letter)| format!("{letter}, ")).collect();
    let given = places.map(|(param, letter)| format!("{}: {letter}", camel(param)));
    let known = method.known.iter().map(|(param, path)| format!("{}: o.{path}", camel(param)));
    let known: Vec<_> = known.chain(given).collect();
    let defaults: Vec<_> =
        method.defaults.iter().map(|(param, value)| format!("{}: {value:?}", camel(param))).collect();
    let objects = [known, defaults].map(|members| match members.is_empty() {
        true => String::new(),
        false => format!(", {{ {} }}", members.join(", ")),
    });
    format!("({arguments}p) => c({call}, o, p{})", objects.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::objects;

    #[test]
    fn the_clerk_object_has_its_calls() {
        assert_eq!(clerk_methods(&objects()), ["createOrganization", "getOrganization", "getOrganizationMemberships"]);
    }
}
