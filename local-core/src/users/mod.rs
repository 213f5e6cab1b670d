//! Users and their addresses: as rows, and as others see them (docs/fapi.md 4.3). What users see of themselves is in
//! `accounts`.

mod names;

use clerk_api::{EmailAddress, EmailAddressId, PublicUserData, Timestamp, User, UserId, Verification};
use rusqlite::Row;

pub use names::{has_control, parse_name};

use crate::db::{Transaction, fold};
use crate::refusal::{Refusal, Result};

/// A user to be.
pub struct NewUser<'a> {
    /// The verified address.
    pub email_address: &'a str,
    /// The password, hashed.
    pub password_hash: &'a str,
    /// Given name.
    pub first_name: Option<&'a str>,
    /// Family name.
    pub last_name: Option<&'a str>,
    /// JSON object.
    pub unsafe_metadata: &'a str,
}

/// Creates a user. Refused if the address is taken, in upper or lower case.
pub fn create(tx: &Transaction<'_>, user: &NewUser<'_>) -> Result<UserId> {
    let id = UserId::from(tx.random.id("user")?);
    tx.change(
        "INSERT INTO users (id, first_name, last_name, password_hash, unsafe_metadata, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
        (&id, user.first_name, user.last_name, user.password_hash, user.unsafe_metadata, tx.now),
    )?;
    tx.change(
        "INSERT INTO email_addresses (id, user_id, address, address_lower, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (tx.random.id("idn")?, &id, user.email_address, fold(user.email_address), tx.now),
    )?;
    Ok(id)
}

/// The user who has the address, in upper or lower case.
pub fn by_address(tx: &Transaction<'_>, address: &str) -> Result<Option<UserId>> {
    let sql = "SELECT user_id FROM email_addresses WHERE address_lower = ?1";
    Ok(tx.find(sql, [fold(address)], |row| row.get("user_id"))?)
}

/// Whether there is such a user.
pub fn exists(tx: &Transaction<'_>, user_id: &UserId) -> Result<bool> {
    Ok(tx.value("SELECT EXISTS (SELECT 1 FROM users WHERE id = ?1)", [user_id])?)
}

/// Notes that the user looks different now, and so does every client where they are signed in.
pub fn changed(tx: &Transaction<'_>, user_id: &UserId) -> Result<()> {
    tx.change("UPDATE users SET updated_at = max(?1, updated_at + 1) WHERE id = ?2", (tx.now, user_id))?;
    let sql = "UPDATE clients SET updated_at = max(?1, updated_at + 1)
               WHERE id IN (SELECT client_id FROM sessions WHERE user_id = ?2 AND status = 'active')";
    tx.change(sql, (tx.now, user_id))?;
    Ok(())
}

/// The user, without their memberships and limits.
pub fn find(tx: &Transaction<'_>, user_id: &UserId) -> Result<User> {
    let sql =
        "SELECT u.id, u.first_name, u.last_name, u.unsafe_metadata, u.last_sign_in_at, u.created_at, u.updated_at,
                   e.id AS address_id, e.address, e.created_at AS address_created_at
               FROM users u JOIN email_addresses e ON e.user_id = u.id WHERE u.id = ?1";
    let found = tx.find(sql, [user_id], read)?;
    found.ok_or_else(|| Refusal::not_found("resource_not_found", "There is no such user."))
}

fn read(row: &Row<'_>) -> rusqlite::Result<User> {
    let address_id: EmailAddressId = row.get("address_id")?;
    let unsafe_metadata: String = row.get("unsafe_metadata")?;
    let address_created_at = Timestamp(row.get("address_created_at")?);
    Ok(User {
        id: row.get("id")?,
        username: None,
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        image_url: String::new(),
        has_image: false,
        primary_email_address_id: Some(address_id.clone()),
        password_enabled: true,
        email_addresses: vec![EmailAddress {
            id: address_id,
            email_address: row.get("address")?,
            // The code was used up then. SDKs take an absent time for "now", another one each time they look.
            verification: Some(Verification { expire_at: Some(address_created_at), ..verified("email_code") }),
            created_at: address_created_at,
            updated_at: address_created_at,
        }],
        phone_numbers: Vec::new(),
        web3_wallets: Vec::new(),
        external_accounts: Vec::new(),
        organization_memberships: Vec::new(),
        public_metadata: Default::default(),
        unsafe_metadata: serde_json::from_str(&unsafe_metadata).unwrap_or_default(),
        create_organization_enabled: true,
        create_organizations_limit: None,
        last_sign_in_at: row.get::<_, Option<i64>>("last_sign_in_at")?.map(Timestamp),
        created_at: Timestamp(row.get("created_at")?),
        updated_at: Timestamp(row.get("updated_at")?),
    })
}

/// A verification that succeeded.
pub fn verified(strategy: &str) -> Verification {
    let (object, status) = (verification_object(strategy).into(), "verified".into());
    Verification { object, status, strategy: strategy.into(), attempts: None, expire_at: None }
}

/// What the verification by a strategy is called on the wire.
pub fn verification_object(strategy: &str) -> &'static str {
    match strategy {
        "password" => "verification_password",
        "ticket" => "verification_ticket",
        _ => "verification_otp",
    }
}

/// The user as other members see them.
pub fn public(user: &User) -> PublicUserData {
    PublicUserData {
        user_id: Some(user.id.clone()),
        identifier: user.email_addresses.first().map(|address| address.email_address.clone()).unwrap_or_default(),
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        image_url: user.image_url.clone(),
        has_image: user.has_image,
    }
}
