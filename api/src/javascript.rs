//! The JavaScript objects of the npm package: constructors and methods, from the same declarations as everything else.
//!
//! What comes in lists is built by literal constructors, since those are several times as fast as copying property by
//! property: engines give all their objects one hidden class, and a closure costs less than `Function.prototype.bind`.
//! The rest is walked by `src/js/objects.js` and gets its methods from `methods`.

use std::collections::BTreeSet;

use crate::TABLES;
use crate::callable;
use crate::endpoint::{Binding, Method, Row, Shape, Table};
use crate::name::camel;
use crate::typescript::{InterfaceDoc, interfaces};

/// The module that `src/js/objects.js` stands on.
///
/// It exports `rows`, what each call is, as `[name, resource, traits, changes]`: traits are the sum of 1 for a list, 2
/// for an answer that goes into its receiver, 4 for a call that only reads and 8 for a list in pages; changes are the
/// types of the resources whose lists are out of date after it, where there are any. And `createResources(c, f, d)`
/// with `c(row, receiver, params, known)` making a call, `f[type](object)` finishing an object and `d(value)` reading
/// a time. That answers `[constructors, methods]`.
pub fn javascript() -> String {
    let listed = listed();
    let interfaces = interfaces();
    let (literal, walked): (Vec<_>, Vec<_>) =
        interfaces.iter().partition(|interface| listed.contains(interface.resource));
    let constructors: String = literal.iter().map(|interface| constructor(interface)).collect();
    let methods: String =
        walked.iter().map(|interface| interface.resource).chain(["clerk"]).map(methods_entry).collect();
    format!(
        "// Written by `cargo xtask build` from api/.\n\
         export const rows=[{}];\n\
         export const createResources=(c,f,d)=>{{const r={{{constructors}}};return[r,{{{methods}}}]}};\n",
        rows()
    )
}

/// The names of the methods that the Clerk object gets.
pub fn clerk_methods() -> Vec<&'static str> {
    let tables = TABLES.iter().filter(|table| table.receivers.contains(&"clerk"));
    tables.flat_map(|table| (table.bindings)()).flat_map(|binding| binding.names).copied().collect()
}

/// The types of what endpoints list, and of what stands in those.
fn listed() -> BTreeSet<&'static str> {
    let lists = bound().filter(|(row, _)| row.shape != Shape::One);
    let mut types: BTreeSet<_> = lists.map(|(_, binding)| binding.resource).collect();
    let interfaces = interfaces();
    loop {
        let within = interfaces.iter().filter(|interface| types.contains(interface.resource));
        let reads: String = within.flat_map(|interface| &interface.fields).map(|field| (field.read)("j")).collect();
        let inner = interfaces.iter().map(|interface| interface.resource);
        let more: Vec<_> = inner.filter(|inner| reads.contains(&format!("r.{inner}("))).collect();
        let before = types.len();
        types.extend(more);
        if types.len() == before {
            return types;
        }
    }
}

fn rows() -> String {
    let row = |(row, binding): (&Row, Binding)| {
        let traits = [row.shape != Shape::One, row.flags.in_place, row.method == Method::GET, row.is_paged()];
        let traits: u8 = traits.iter().zip([1, 2, 4, 8]).map(|(has, weight)| u8::from(*has) * weight).sum();
        let changes = if binding.changes.is_empty() { String::new() } else { format!(",{:?}", binding.changes) };
        format!("[{:?},{:?},{traits}{changes}],", binding.names[0], binding.resource)
    };
    bound().map(row).collect()
}

/// The endpoints with what the bindings show of them.
fn bound() -> impl Iterator<Item = (&'static Row, Binding)> {
    callable().zip(TABLES.iter().flat_map(|table| (table.bindings)()))
}

/// What `src/js/objects.js` adds to an object. A place in the literal keeps the engine from enlarging each object later.
const PLACES: [(&str, &str); 3] =
    [("organization", "role"), ("organization_membership", "userId"), ("organization_membership", "identifier")];

fn constructor(interface: &InterfaceDoc) -> String {
    let resource = interface.resource;
    let fields = interface.fields.iter().map(|field| (camel(field.name), (field.read)(&format!("j.{}", field.name))));
    let places = PLACES.iter().filter(|(of, _)| *of == resource).map(|(_, name)| (name.to_string(), "void 0".into()));
    let members: String = fields.chain(places).map(|(name, value)| format!("{name}:{value},")).collect();
    let finish = if FINISHED.contains(&resource) { format!("f.{resource}(o)") } else { "o".to_owned() };
    format!("{resource}:j=>{{const o={{{members}{}}};return {finish}}},", methods(resource))
}

/// The constructed types that `f` has a function for.
const FINISHED: [&str; 2] = ["organization", "organization_membership"];

fn methods_entry(resource: &str) -> String {
    match methods(resource) {
        methods if methods.is_empty() => methods,
        methods => format!("{resource}:o=>({{{methods}}}),"),
    }
}

/// The methods of a type, as members of an object literal in which `o` is the object.
fn methods(receiver: &str) -> String {
    let mut number = 0;
    let mut out = String::new();
    for table in TABLES.iter() {
        for binding in (table.bindings)() {
            if table.receivers.contains(&receiver) {
                out.extend(binding.names.iter().map(|name| format!("{name}:{},", method(table, &binding, number))));
            }
            number += 1;
        }
    }
    out
}

/// `(a,p)=>c(7,o,p,{organizationId:o.id,userId:a})`
fn method(table: &Table, binding: &Binding, number: usize) -> String {
    let places = binding.args.iter().filter(|arg| **arg != "params").zip('a'..);
    let arguments: String = places.clone().map(|(_, letter)| format!("{letter},")).collect();
    let given = places.map(|(arg, letter)| format!("{}:{letter}", camel(arg)));
    let has = |name| callable().nth(number).is_some_and(|row| row.param(name).is_ok());
    let known = table.known.iter().filter(|(name, _)| has(name));
    let known: Vec<_> = known.map(|(name, path)| format!("{}:o.{path}", camel(name))).chain(given).collect();
    let known = if known.is_empty() { String::new() } else { format!(",{{{}}}", known.join(",")) };
    format!("({arguments}p)=>c({number},o,p{known})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_know_their_receiver() {
        let methods = methods("organization_membership");
        assert!(methods.contains(",p,{organizationId:o.organization.id,userId:o.userId})"), "{methods}");
        assert!(super::methods("organization").contains("removeMember:(a,p)=>c("));
        assert_eq!(clerk_methods(), ["createOrganization", "getOrganization", "getOrganizationMemberships"]);
    }

    #[test]
    fn what_is_listed_is_constructed() {
        let text = javascript();
        for resource in ["organization", "organization_membership", "public_user_data", "permission"] {
            assert!(text.contains(&format!("{resource}:j=>")), "{resource}");
        }
        assert!(!text.contains("session:j=>"));
    }
}
