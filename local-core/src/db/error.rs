//! SQLite's errors in the terms of refusals: a constraint becomes the rule that it stands for.

use crate::refusal::{Kind, Refusal};

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly};
        if let rusqlite::Error::SqliteFailure(_, Some(message)) = &error
            && let Some(refusal) = broken_rule(message)
        {
            return refusal;
        }
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Refusal::new(
                Kind::Locked,
                "resource_locked",
                "Another program holds the database. Try again when it has finished.",
            ),
            Some(DiskFull | ReadOnly) => Refusal::new(
                Kind::Unwritable,
                "internal_clerk_error",
                "The database can't be written. Make room on the disk and see that the file is writable.",
            ),
            _ => Refusal::internal("the database failed", &error),
        }
    }
}

/// The rule that a write broke, by the constraint's columns.
fn broken_rule(message: &str) -> Option<Refusal> {
    let columns = message.strip_prefix("UNIQUE constraint failed: ")?;
    Some(match columns {
        "organizations.slug" => {
            Refusal::invalid("form_identifier_exists", "slug", "That slug is taken. Choose another one.")
        }
        "memberships.organization_id, memberships.user_id" => Refusal::bad_request(
            "already_a_member_in_organization",
            "The user is already a member of the organization.",
        ),
        "invitations.organization_id, invitations.address_lower" => Refusal::bad_request(
            "duplicate_record",
            "There is already a pending invitation for that address. Revoke it first to send another.",
        ),
        "email_addresses.address_lower" => Refusal::invalid(
            "form_identifier_exists",
            "email_address",
            "That e-mail address is taken. Sign in, or use another one.",
        ),
        _ => return None,
    })
}
