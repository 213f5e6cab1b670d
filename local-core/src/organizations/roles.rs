//! Roles and their permissions (docs/fapi.md 4.7). They are rows; callers are checked by permission, never by role.

use clerk_api::{ListRoles, Page, Permission, Timestamp};
use rusqlite::Row;

use crate::config::RoleSpelling;
use crate::db::{Paging, Transaction};
use crate::http::Member;
use crate::refusal::{Refusal, Result};

/// When the built-in roles were made. Not 0: clients take that for "now" (docs/fapi.md 4).
const BUILT_IN: Timestamp = Timestamp(1);

/// A role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Key in the database: without `org:`.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Whether whoever creates an organization can get it.
    pub is_creator_eligible: bool,
    /// Keys of its permissions.
    pub permissions: Vec<String>,
}

impl Role {
    /// The key in answers.
    pub fn spelled(&self, spelling: RoleSpelling) -> String {
        match (spelling, self.key.as_str()) {
            (RoleSpelling::Classic, "admin") => "admin".into(),
            (RoleSpelling::Classic, "member") => "basic_member".into(),
            (_, key) => format!("org:{key}"),
        }
    }
}

const COLUMNS: &str = "r.key, r.name, r.description, r.is_creator_eligible, (
        SELECT group_concat(p.key, ' ' ORDER BY p.position)
        FROM role_permissions own JOIN permissions p ON p.key = own.permission WHERE own.role = r.key
    ) AS permissions";

fn read(row: &Row<'_>) -> rusqlite::Result<Role> {
    let permissions: Option<String> = row.get("permissions")?;
    Ok(Role {
        key: row.get("key")?,
        name: row.get("name")?,
        description: row.get("description")?,
        is_creator_eligible: row.get("is_creator_eligible")?,
        permissions: permissions.unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
    })
}

/// All roles, to be shown beside memberships and invitations.
pub struct Roles {
    spelling: RoleSpelling,
    all: Vec<Role>,
}

/// What answers say of the role of a membership or an invitation.
pub struct Shown {
    /// Its key, spelled as answers spell it.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// The keys of its permissions.
    pub permissions: Vec<String>,
}

impl Roles {
    /// Reads them.
    pub fn read(tx: &Transaction<'_>) -> Result<Self> {
        Ok(Roles { spelling: tx.config.roles, all: all(tx)? })
    }

    /// The role in the column `role` of a row.
    pub fn of(&self, row: &Row<'_>) -> rusqlite::Result<Shown> {
        let key: String = row.get("role")?;
        Ok(match self.all.iter().find(|role| role.key == key) {
            Some(role) => Shown {
                key: role.spelled(self.spelling),
                name: role.name.clone(),
                permissions: role.permissions.clone(),
            },
            None => Shown { key, name: String::new(), permissions: Vec::new() },
        })
    }
}

/// All roles, in their order.
fn all(tx: &Transaction<'_>) -> Result<Vec<Role>> {
    Ok(tx.list(&format!("SELECT {COLUMNS} FROM roles r ORDER BY r.position"), [], read)?)
}

fn find(tx: &Transaction<'_>, key: &str) -> Result<Option<Role>> {
    Ok(tx.find(&format!("SELECT {COLUMNS} FROM roles r WHERE r.key = ?1"), [key], read)?)
}

/// The role with that key in the database.
pub fn of_key(tx: &Transaction<'_>, key: &str) -> Result<Role> {
    find(tx, key)?.ok_or_else(|| Refusal::internal("a role is missing", &key))
}

/// The key in the database for any spelling of a role, with or without `org:`.
pub fn parse(text: &str) -> &str {
    match text.strip_prefix("org:").unwrap_or(text) {
        "basic_member" => "member",
        key => key,
    }
}

/// The role that a request names in the form field `param`.
pub fn require(tx: &Transaction<'_>, text: &str, param: &str) -> Result<Role> {
    find(tx, parse(text))?.ok_or_else(|| {
        Refusal::invalid(
            "form_param_value_invalid",
            param,
            "There is no such role. Use admin or basic_member (today's names: org:admin, org:member).",
        )
    })
}

/// Lists the roles that members can have.
pub fn list(tx: &Transaction<'_>, _: &Member, input: ListRoles) -> Result<Page<clerk_api::Role>> {
    let paging = Paging::new(input.limit, input.offset)?;
    let permissions = permissions(tx)?;
    let roles = all(tx)?.into_iter().map(|role| resource(role, tx.config.roles, &permissions));
    Ok(paging.of_all(roles.collect()))
}

fn permissions(tx: &Transaction<'_>) -> Result<Vec<Permission>> {
    Ok(tx.list("SELECT key, name, description FROM permissions ORDER BY position", [], |row| {
        let key: String = row.get("key")?;
        Ok(Permission {
            id: format!("perm_{}", key.trim_start_matches("org:").replace(':', "_")).into(),
            key,
            name: row.get("name")?,
            description: row.get("description")?,
            r#type: "system".into(),
            created_at: BUILT_IN,
            updated_at: BUILT_IN,
        })
    })?)
}

fn resource(role: Role, spelling: RoleSpelling, permissions: &[Permission]) -> clerk_api::Role {
    clerk_api::Role {
        id: format!("role_{}", role.key).into(),
        key: role.spelled(spelling),
        name: role.name,
        description: role.description,
        is_creator_eligible: role.is_creator_eligible,
        permissions: permissions.iter().filter(|known| role.permissions.contains(&known.key)).cloned().collect(),
        created_at: BUILT_IN,
        updated_at: BUILT_IN,
    }
}
