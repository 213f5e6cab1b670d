//! The TypeScript declarations of resources and their methods, from the same declarations as everything else.

use crate::TABLES;
use crate::endpoint::{Binding, Param, Row, Table};
use crate::name::camel;
use crate::resource::{Email, Json, Metadata, Page, Timestamp};
use crate::*;

/// A Rust type that has a TypeScript type.
pub trait Ts {
    /// The TypeScript type.
    fn ts() -> String;

    /// The JavaScript expression that reads a value of this type from wire JSON, which `json` stands for.
    fn read(json: &str) -> String {
        json.to_owned()
    }
}

/// A resource that becomes a TypeScript interface.
pub trait Interface {
    /// Its name, fields and docs.
    fn interface() -> InterfaceDoc;
}

/// A field of a resource.
pub struct FieldDoc {
    /// Wire name.
    pub name: &'static str,
    /// TypeScript type.
    pub ts: String,
    /// [`Ts::read`] of its type.
    pub read: fn(&str) -> String,
    /// Doc comment, line by line.
    pub doc: &'static [&'static str],
}

/// What TypeScript says of a resource.
pub struct InterfaceDoc {
    /// Name of the interface.
    pub name: &'static str,
    /// Type of the resource, as the endpoint tables name it.
    pub resource: &'static str,
    /// Doc comment, line by line.
    pub doc: &'static [&'static str],
    /// The fields, in order.
    pub fields: Vec<FieldDoc>,
}

macro_rules! ts { ($($type:ty => $ts:literal),* $(,)?) => { $(impl Ts for $type { fn ts() -> String { $ts.to_owned() } })* } }
ts! {
    String => "string",
    Email => "string",
    bool => "boolean",
    u32 => "number",
    u64 => "number",
    i64 => "number",
    Json => "Record<string, unknown>",
    Metadata => "Record<string, unknown>",
    serde_json::Value => "any",
    DeletedObject => "DeletedObject",
    Token => "TokenResource",
    DevBrowser => "unknown",
    Environment => "unknown",
    (i64, i64) => "[number, number]",
}

impl Ts for Timestamp {
    fn ts() -> String {
        "Date".to_owned()
    }

    fn read(json: &str) -> String {
        format!("d({json})")
    }
}

impl<T: Ts> Ts for Option<T> {
    fn ts() -> String {
        format!("{} | null", T::ts())
    }

    fn read(json: &str) -> String {
        T::read(json)
    }
}

impl<T: Ts> Ts for Vec<T> {
    fn ts() -> String {
        format!("Array<{}>", T::ts())
    }

    fn read(json: &str) -> String {
        let item = T::read("x");
        if item == "x" { json.to_owned() } else { format!("{json}?.map(x=>{item})") }
    }
}

impl<T: Ts> Ts for Page<T> {
    fn ts() -> String {
        format!("ClerkPage<{}>", T::ts())
    }
}

/// All resources, in the order of the declarations file.
pub fn interfaces() -> Vec<InterfaceDoc> {
    vec![
        Client::interface(),
        Session::interface(),
        SessionTask::interface(),
        User::interface(),
        EmailAddress::interface(),
        PublicUserData::interface(),
        Organization::interface(),
        OrganizationMembership::interface(),
        OrganizationInvitation::interface(),
        UserOrganizationInvitation::interface(),
        PublicOrganizationData::interface(),
        Role::interface(),
        Permission::interface(),
        SignIn::interface(),
        Factor::interface(),
        Verification::interface(),
        SignUp::interface(),
        SignUpVerifications::interface(),
        SignUpVerification::interface(),
    ]
}

/// Fields that JavaScript shows otherwise than the wire; `src/js/clerk.d.ts` declares them by hand.
const BY_HAND: [(&str, &str); 2] = [("ClientResource", "sign_in"), ("ClientResource", "sign_up")];

/// The declarations of every resource, and of `ClerkMethods`: what the Clerk object gets from the endpoint tables.
pub fn typescript() -> String {
    let mut out = String::new();
    for interface in interfaces() {
        out.push_str(&doc(interface.doc, ""));
        out.push_str(&format!("export interface {} {{\n", interface.name));
        for field in interface.fields.iter().filter(|field| !BY_HAND.contains(&(interface.name, field.name))) {
            out.push_str(&doc(field.doc, "  "));
            out.push_str(&format!("  {}: {};\n", camel(field.name), field.ts));
        }
        out.push_str(&methods(interface.resource));
        out.push_str("}\n\n");
    }
    out.push_str("/** Methods of the Clerk object that are calls to the server. */\n");
    out.push_str(&format!("export interface ClerkMethods {{\n{}}}\n", methods("clerk")));
    out
}

fn methods(receiver: &str) -> String {
    let tables = TABLES.iter().filter(|table| table.receivers.contains(&receiver));
    tables.flat_map(|table| table_methods(table)).collect()
}

fn table_methods(table: &'static Table) -> Vec<String> {
    let bindings = (table.bindings)();
    table.rows.iter().zip(bindings).map(|(row, binding)| row_methods(table, row, &binding)).collect()
}

fn row_methods(table: &Table, row: &Row, binding: &Binding) -> String {
    let types = (binding.params)();
    let open: Vec<_> = row.params.iter().zip(&types).filter(|(param, _)| is_open(table, binding, param)).collect();
    let mut arguments: Vec<String> = binding.args.iter().map(|arg| argument(arg, row, &open)).collect();
    if !binding.args.contains(&"params") {
        arguments.push("options?: RequestOptions".to_owned());
    }
    let response = (binding.response)();
    binding
        .names
        .iter()
        .map(|name| format!("{}  {name}: ({}) => Promise<{response}>;\n", doc(binding.doc, "  "), arguments.join(", ")))
        .collect()
}

/// Whether the caller gives the parameter, in the object of parameters.
fn is_open(table: &Table, binding: &Binding, param: &Param) -> bool {
    !table.known.iter().any(|(name, _)| *name == param.name) && !binding.args.contains(&param.name)
}

fn argument(arg: &str, row: &Row, open: &[(&Param, &(String, &[&str]))]) -> String {
    if arg != "params" {
        return format!("{}: string", camel(arg));
    }
    let optional = if open.iter().any(|(param, _)| param.required) { "" } else { "?" };
    let mut fields: Vec<String> = open
        .iter()
        .map(|(param, (ts, docs))| {
            let mark = if param.required { "" } else { "?" };
            format!("{}    {}{mark}: {ts}", doc(docs, "    "), camel(param.alias))
        })
        .collect();
    if row.is_paged() {
        fields.push("    /** Page to fetch, from 1; without paging parameters all items are fetched. */\n    initialPage?: number".to_owned());
        fields.push("    /** Items per page: 1 to 500, 10 when absent. */\n    pageSize?: number".to_owned());
    }
    format!("params{optional}: {{\n{};\n  }} & RequestOptions", fields.join(";\n"))
}

fn doc(lines: &[&str], indent: &str) -> String {
    let text: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    format!("{indent}/** {} */\n", text.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_receiver_is_an_interface() {
        let names: Vec<_> = interfaces().iter().map(|interface| interface.resource).collect();
        for receiver in TABLES.iter().flat_map(|table| table.receivers) {
            assert!(*receiver == "clerk" || names.contains(receiver), "{receiver}");
        }
    }

    #[test]
    fn declares_methods_with_their_parameters() {
        let text = typescript();
        assert!(text.contains(
            "removeMember: (userId: string, options?: RequestOptions) => Promise<OrganizationMembershipResource>;"
        ));
        assert!(text.contains("emailAddresses: Array<string>"));
    }
}
