//! The TypeScript declarations of resources and their methods, from the same declarations as everything else.

use crate::TABLES;
use crate::endpoint::{Param, Row, RowDoc, Table};
use crate::name::camel;
use crate::resource::{Email, Json, Metadata, Page, Timestamp};
use crate::*;

/// A Rust type that has a TypeScript type.
pub trait Ts {
    /// The TypeScript type.
    fn ts() -> String;
}

/// A resource that becomes a TypeScript interface.
pub trait Interface {
    /// Its name, fields and docs.
    fn interface() -> InterfaceDoc;
}

/// A field: wire name, TypeScript type, doc comment line by line.
pub type FieldDoc = (&'static str, String, &'static [&'static str]);

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
    Timestamp => "Date",
    Json => "Record<string, unknown>",
    Metadata => "Record<string, unknown>",
    serde_json::Value => "any",
    DeletedObject => "DeletedObject",
    Token => "TokenResource",
    DevBrowser => "unknown",
    Environment => "unknown",
    (i64, i64) => "[number, number]",
}

impl<T: Ts> Ts for Option<T> {
    fn ts() -> String {
        format!("{} | null", T::ts())
    }
}

impl<T: Ts> Ts for Vec<T> {
    fn ts() -> String {
        format!("Array<{}>", T::ts())
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

/// The names of the methods that the Clerk object itself gets from the endpoint tables.
pub fn clerk_methods() -> Vec<&'static str> {
    let tables = TABLES.iter().filter(|table| table.receivers.contains(&"clerk"));
    tables.flat_map(|table| table.rows).flat_map(|row| row.names).copied().collect()
}

/// Fields that JavaScript shows otherwise than the wire; `src/js/clerk.d.ts` declares them by hand.
const BY_HAND: [(&str, &str); 2] = [("ClientResource", "sign_in"), ("ClientResource", "sign_up")];

/// The declarations of every resource, and of `ClerkMethods`: what the Clerk object gets from the endpoint tables.
pub fn typescript() -> String {
    let mut out = String::new();
    for interface in interfaces() {
        out.push_str(&doc(interface.doc, ""));
        out.push_str(&format!("export interface {} {{\n", interface.name));
        for (name, ts, field_doc) in &interface.fields {
            if BY_HAND.contains(&(interface.name, name)) {
                continue;
            }
            out.push_str(&doc(field_doc, "  "));
            out.push_str(&format!("  {}: {ts};\n", camel(name.trim_start_matches("r#"))));
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
    let docs = (table.docs)();
    table.rows.iter().zip(docs).map(|(row, docs)| row_methods(table, row, &docs)).collect()
}

fn row_methods(table: &Table, row: &Row, docs: &RowDoc) -> String {
    let types = (docs.params)();
    let open: Vec<_> = row.params.iter().zip(&types).filter(|(param, _)| is_open(table, row, param)).collect();
    let mut arguments: Vec<String> = row.args.iter().map(|arg| argument(arg, row, &open)).collect();
    if !row.args.contains(&"params") {
        arguments.push("options?: RequestOptions".to_owned());
    }
    let response = (docs.response)();
    row.names
        .iter()
        .map(|name| format!("{}  {name}: ({}) => Promise<{response}>;\n", doc(docs.doc, "  "), arguments.join(", ")))
        .collect()
}

/// Whether the caller gives the parameter, in the object of parameters.
fn is_open(table: &Table, row: &Row, param: &Param) -> bool {
    !table.known.iter().any(|(name, _)| *name == param.name) && !row.args.contains(&param.name)
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
        assert_eq!(clerk_methods(), ["createOrganization", "getOrganization", "getOrganizationMemberships"]);
    }
}
