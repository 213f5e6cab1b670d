//! Users: oneself (FAPI 4.10), and as others see them (FAPI 4.3).

use clerk_api::{EmailAddress, EmailAddressId, GetUser, PublicUserData, Timestamp, UpdateUser, User, Verification};
use rusqlite::Row;

use crate::app::Db;
use crate::context::Context;
use crate::error::ApiError;
use crate::memberships;
use crate::names::has_control;
use crate::paging::{MAX_LIMIT, Paging};
use crate::settings;
use crate::store::{Txn, fold};

/// Most characters of a given or family name.
const MAX_NAME: usize = 256;

/// A user to be.
pub struct NewUser<'a> {
    /// The verified address.
    pub email_address: &'a str,
    /// As [`crate::passwords::hash`] makes it.
    pub password_hash: &'a str,
    /// Given name.
    pub first_name: Option<&'a str>,
    /// Family name.
    pub last_name: Option<&'a str>,
    /// JSON object.
    pub unsafe_metadata: &'a str,
}

/// Makes a user. Refused if the address is taken, in whatever case.
pub fn create(txn: &Txn<'_>, user: &NewUser<'_>) -> Result<String, ApiError> {
    let id = txn.random.id("user")?;
    txn.change(
        "INSERT INTO users (id, first_name, last_name, password_hash, unsafe_metadata, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
        (&id, user.first_name, user.last_name, user.password_hash, user.unsafe_metadata, txn.now),
    )?;
    txn.change(
        "INSERT INTO email_addresses (id, user_id, address, address_lower, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (txn.random.id("idn")?, &id, user.email_address, fold(user.email_address), txn.now),
    )?;
    Ok(id)
}

/// The user who has the address, in whatever case.
pub fn by_address(txn: &Txn<'_>, address: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT user_id FROM email_addresses WHERE address_lower = ?1";
    txn.find(sql, [fold(address)], |row| row.get(0))
}

/// The user as other members see them.
pub fn by_id(db: &Db<'_>, user_id: &str) -> Result<PublicUserData, ApiError> {
    Ok(public(&find(db, user_id)?))
}

/// Notes that the user, and every client where they are signed in, looks different now.
pub fn changed(db: &Db<'_>, user_id: &str) -> rusqlite::Result<()> {
    db.change("UPDATE users SET updated_at = max(?1, updated_at + 1) WHERE id = ?2", (db.now, user_id))?;
    let sql = "UPDATE clients SET updated_at = max(?1, updated_at + 1)
               WHERE id IN (SELECT client_id FROM sessions WHERE user_id = ?2 AND status = 'active')";
    db.change(sql, (db.now, user_id)).map(drop)
}

/// The user without their memberships.
fn find(db: &Db<'_>, user_id: &str) -> Result<User, ApiError> {
    let sql = "SELECT u.id, e.id, e.address, u.first_name, u.last_name, u.unsafe_metadata, u.last_sign_in_at,
                   u.created_at, u.updated_at, e.created_at
               FROM users u JOIN email_addresses e ON e.user_id = u.id WHERE u.id = ?1";
    let found = db.find(sql, [user_id], read)?;
    found.ok_or_else(|| ApiError::not_found("resource_not_found", "There is no such user."))
}

/// The user as they see themselves.
///
/// Of the memberships the newest [`MAX_LIMIT`] are in it, and the one of the active organization in any case: all of
/// them, with thousands of organizations, would make every answer megabytes long. `/v1/me/organization_memberships`
/// has them page by page.
pub fn view(db: &Db<'_>, user_id: &str, active_organization_id: Option<&str>) -> Result<User, ApiError> {
    let mut user = find(db, user_id)?;
    user.create_organizations_limit = Some(settings::limits(db)?.create_organizations_limit.into());
    let newest = Paging { limit: MAX_LIMIT, offset: 0 };
    user.organization_memberships = memberships::of_user(db, user_id, newest)?;
    if let Some(active) = active_organization_id
        && !user.organization_memberships.iter().any(|membership| membership.organization.id == active)
    {
        user.organization_memberships.push(memberships::find(db, active, user_id)?);
    }
    Ok(user)
}

fn read(row: &Row<'_>) -> rusqlite::Result<User> {
    let address_id: EmailAddressId = row.get(1)?;
    let unsafe_metadata: String = row.get(5)?;
    Ok(User {
        id: row.get(0)?,
        username: None,
        first_name: row.get(3)?,
        last_name: row.get(4)?,
        image_url: String::new(),
        has_image: false,
        primary_email_address_id: Some(address_id.clone()),
        password_enabled: true,
        email_addresses: vec![EmailAddress {
            id: address_id,
            email_address: row.get(2)?,
            // The code was used up then. A time that is absent is "now" to SDKs, another one each time they look.
            verification: Some(Verification { expire_at: Some(Timestamp(row.get(9)?)), ..verified("email_code") }),
            created_at: Timestamp(row.get(9)?),
            updated_at: Timestamp(row.get(9)?),
        }],
        phone_numbers: Vec::new(),
        web3_wallets: Vec::new(),
        external_accounts: Vec::new(),
        organization_memberships: Vec::new(),
        public_metadata: Default::default(),
        unsafe_metadata: serde_json::from_str(&unsafe_metadata).unwrap_or_default(),
        create_organization_enabled: true,
        create_organizations_limit: None,
        last_sign_in_at: row.get::<_, Option<i64>>(6)?.map(Timestamp),
        created_at: Timestamp(row.get(7)?),
        updated_at: Timestamp(row.get(8)?),
    })
}

/// A proof that succeeded.
pub fn verified(strategy: &str) -> Verification {
    Verification { status: "verified".into(), strategy: strategy.into(), attempts: None, expire_at: None }
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

/// Reads a name from a form: trimmed, none if it is empty, refused if it is too long or has control characters.
pub fn parse_name(text: Option<String>, param: &str) -> Result<Option<String>, ApiError> {
    let name = text.map(|text| text.trim().to_owned()).filter(|name| !name.is_empty());
    match name {
        Some(name) if name.chars().count() > MAX_NAME => Err(ApiError::form(
            "form_param_max_length_exceeded",
            param,
            format!("{param} may have at most {MAX_NAME} characters."),
        )),
        Some(name) if has_control(&name) => Err(ApiError::form(
            "form_param_value_invalid",
            param,
            format!("{param} must not contain control characters."),
        )),
        name => Ok(name),
    }
}

/// Fetches the current user.
pub async fn get(cx: Context, _: GetUser) -> Result<User, ApiError> {
    cx.read(|db, me| me.user(db)).await
}

/// Changes the current user's name. A field that is absent stays, one that is empty goes.
pub async fn update(cx: Context, input: UpdateUser) -> Result<User, ApiError> {
    let (has_first, has_last) = (input.first_name.is_some(), input.last_name.is_some());
    let first_name = parse_name(input.first_name, "first_name")?;
    let last_name = parse_name(input.last_name, "last_name")?;
    cx.write(move |db, me| {
        db.change(
            "UPDATE users SET first_name = iif(?1, ?2, first_name), last_name = iif(?3, ?4, last_name) WHERE id = ?5",
            (has_first, first_name, has_last, last_name, &me.user_id),
        )?;
        changed(db, &me.user_id)?;
        me.user(db)
    })
    .await
}
