//! What an empty database begins with: the users, organizations and limits of a JSON file.

use std::collections::{HashMap, HashSet};
use std::fmt;

use clerk_api::UserId;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::accounts;
use crate::db::{Transaction, fold};
use crate::instance::{Limits, set_limits};
use crate::organizations;
use crate::refusal::{Refusal, Result};
use crate::users::{self, NewUser};

/// Name of the mark in the table `settings` that the seed is in.
const SEEDED: &str = "seeded";
/// The roles that are built in; an organization needs the first one at least once.
const ROLES: [&str; 2] = [ADMIN, "member"];
const ADMIN: &str = organizations::CREATOR_ROLE;

/// The content of a seed file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    /// The instance's limits.
    #[serde(default)]
    pub limits: Limits,
    /// The accounts.
    pub users: Vec<User>,
    /// The organizations with their members.
    #[serde(default)]
    pub organizations: Vec<Organization>,
}

/// An account.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// The address to sign in with.
    #[serde(deserialize_with = "address")]
    pub email_address: String,
    /// At least 8 characters.
    #[serde(deserialize_with = "password")]
    pub password: String,
    /// Given name.
    #[serde(default, deserialize_with = "person_name")]
    pub first_name: Option<String>,
    /// Family name.
    #[serde(default, deserialize_with = "person_name")]
    pub last_name: Option<String>,
}

/// An organization. Its first admin counts as its creator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// 1 to 256 characters.
    #[serde(deserialize_with = "name")]
    pub name: String,
    /// Derived from the name when absent.
    #[serde(default, deserialize_with = "slug")]
    pub slug: Option<String>,
    /// At least one of them an admin.
    #[serde(deserialize_with = "members")]
    pub members: Vec<Member>,
}

/// A member of an organization.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The address of one of the users.
    #[serde(deserialize_with = "address")]
    pub email_address: String,
    /// The role's key in the database; the file may have any spelling.
    #[serde(deserialize_with = "role")]
    pub role: String,
}

fn checked<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    check: impl FnOnce(&str) -> std::result::Result<T, String>,
) -> std::result::Result<T, D::Error> {
    check(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

fn address<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<String, D::Error> {
    checked(deserializer, |text| match clerk_api::param::is_email(text) {
        true => Ok(text.to_owned()),
        false => Err(format!("{text:?} is no e-mail address")),
    })
}

fn password<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<String, D::Error> {
    checked(deserializer, |text| accounts::check_password(text).map(|()| text.to_owned()).map_err(sentence))
}

fn person_name<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<String>, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    users::parse_name(name, "a name").map_err(|error| D::Error::custom(sentence(error)))
}

fn name<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<String, D::Error> {
    checked(deserializer, |text| organizations::parse_name(text).map(str::to_owned).map_err(sentence))
}

fn slug<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<String>, D::Error> {
    checked(deserializer, |text| organizations::parse_slug(text).map(|slug| Some(slug.to_owned())).map_err(sentence))
}

fn role<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<String, D::Error> {
    checked(deserializer, |text| match organizations::parse_role(text) {
        key if ROLES.contains(&key) => Ok(key.to_owned()),
        _ => Err(format!("there is no role {text:?}; use admin or basic_member")),
    })
}

fn members<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<Member>, D::Error> {
    let members = Vec::<Member>::deserialize(deserializer)?;
    match members.iter().any(|member| member.role == ADMIN) {
        true => Ok(members),
        false => Err(D::Error::custom("an organization needs at least one admin")),
    }
}

fn sentence(refusal: Refusal) -> String {
    refusal.sentence().trim_end_matches('.').to_owned()
}

/// Why a seed can't be used: one sentence that names the line.
#[derive(Debug, PartialEq, Eq)]
pub struct SeedError(String);

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SeedError {}

impl Seed {
    /// The seed that is built in.
    pub fn built_in() -> std::result::Result<Self, SeedError> {
        Seed::parse(include_str!("seed.json"), "the built-in seed")
    }

    /// Reads the text of a seed file; `name` is for the error.
    pub fn parse(text: &str, name: &str) -> std::result::Result<Self, SeedError> {
        let wrong =
            |line: usize, reason: &str| SeedError(format!("The seed file {name} is wrong in line {line}: {reason}."));
        let seed: Seed = serde_json::from_str(text).map_err(|error| wrong(error.line(), &reason(&error)))?;
        let stray = seed.stray_address().or_else(|| seed.taken_slug());
        let stray = stray.map(|(part, reason)| wrong(last_line_with(text, part), &reason));
        stray.map_or(Ok(seed), Err)
    }

    /// An address that is given twice where it may stand once, or that is no user's.
    fn stray_address(&self) -> Option<(&str, String)> {
        let mut known = HashSet::new();
        for user in &self.users {
            if !known.insert(fold(&user.email_address)) {
                return Some((&user.email_address, format!("{} is given to two users", user.email_address)));
            }
        }
        for organization in &self.organizations {
            let mut seen = HashSet::new();
            for member in &organization.members {
                let address = &member.email_address;
                if !known.contains(&fold(address)) {
                    return Some((address, format!("{address} is none of the users")));
                }
                if !seen.insert(fold(address)) {
                    return Some((address, format!("{address} is a member of {} twice", organization.name)));
                }
            }
        }
        None
    }

    /// A slug that is given to an organization after another one has it, be it derived from its name.
    fn taken_slug(&self) -> Option<(&str, String)> {
        let mut taken = HashMap::new();
        self.organizations.iter().find_map(|organization| {
            let slug = organization.slug.clone().unwrap_or_else(|| organizations::slug_of(&organization.name));
            let other = taken.insert(slug, &organization.name)?;
            let given = organization.slug.as_deref()?;
            Some((given, format!("the slug {given} is that of {other} already")))
        })
    }
}

/// The reason without "at line 1 column 2", which the sentence has already.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

fn last_line_with(text: &str, part: &str) -> usize {
    text.lines().enumerate().filter(|(_, line)| line.contains(part)).last().map_or(1, |(index, _)| index + 1)
}

/// Writes the seed into a database that has none yet.
pub fn apply_once(tx: &Transaction<'_>, seed: &Seed) -> Result<()> {
    if is_applied(tx)? { Ok(()) } else { apply(tx, seed) }
}

/// Whether the database has its seed.
pub fn is_applied(tx: &Transaction<'_>) -> Result<bool> {
    Ok(tx.value("SELECT EXISTS (SELECT 1 FROM settings WHERE name = ?1)", [SEEDED])?)
}

/// Empties the database and writes the seed anew. The signing key stays.
pub fn reset(tx: &Transaction<'_>, seed: &Seed) -> Result<()> {
    for table in ["clients", "dev_browsers", "organizations", "tickets", "mails", "users"] {
        tx.change(&format!("DELETE FROM {table}"), [])?;
    }
    apply(tx, seed)
}

fn apply(tx: &Transaction<'_>, seed: &Seed) -> Result<()> {
    set_limits(tx, &seed.limits)?;
    let users = add_users(tx, &seed.users)?;
    for organization in &seed.organizations {
        add_organization(tx, organization, &users)?;
    }
    tx.change("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, 'true')", [SEEDED])?;
    Ok(())
}

/// Users with the same password share its hash, so that a seed of thousands is written quickly.
fn add_users(tx: &Transaction<'_>, seeds: &[User]) -> Result<HashMap<String, UserId>> {
    let mut hashes: HashMap<&str, String> = HashMap::new();
    let mut ids = HashMap::new();
    for user in seeds {
        if !hashes.contains_key(user.password.as_str()) {
            hashes.insert(&user.password, accounts::hash_password(&user.password, tx.random)?);
        }
        let new = NewUser {
            email_address: &user.email_address,
            password_hash: hashes.get(user.password.as_str()).map_or("", String::as_str),
            first_name: user.first_name.as_deref(),
            last_name: user.last_name.as_deref(),
            unsafe_metadata: "{}",
        };
        ids.insert(fold(&user.email_address), users::create(tx, &new)?);
    }
    Ok(ids)
}

fn add_organization(tx: &Transaction<'_>, seed: &Organization, users: &HashMap<String, UserId>) -> Result<()> {
    let id_of = |member: &Member| {
        users.get(&fold(&member.email_address)).ok_or_else(|| Refusal::not_found("resource_not_found", "no such user"))
    };
    let admin = seed.members.iter().find(|member| member.role == ADMIN);
    let admin = admin.ok_or_else(|| Refusal::internal("a seed is wrong", &"an organization has no admin"))?;
    let organization = organizations::create(tx, id_of(admin)?, &seed.name, seed.slug.as_deref())?;
    for member in seed.members.iter().filter(|member| !std::ptr::eq(*member, admin)) {
        organizations::add_member(tx, &organization.id, id_of(member)?, &member.role)?;
    }
    Ok(())
}
