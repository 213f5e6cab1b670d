-- The rules that hold whatever the code does. Times are milliseconds since the epoch.
-- "Pending" here means not yet answered: whether an invitation has run out is a question of `expires_at`.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    id              TEXT PRIMARY KEY,
    first_name      TEXT,
    last_name       TEXT,
    password_hash   TEXT NOT NULL,
    unsafe_metadata TEXT NOT NULL DEFAULT '{}',
    last_sign_in_at INTEGER,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT;

-- One verified address per user: it is the user's identifier.
CREATE TABLE email_addresses (
    id            TEXT PRIMARY KEY,
    user_id       TEXT NOT NULL UNIQUE REFERENCES users (id) ON DELETE CASCADE,
    address       TEXT NOT NULL,
    address_lower TEXT NOT NULL UNIQUE,
    created_at    INTEGER NOT NULL
) STRICT;

-- What one browser holds. The token of its cookie is kept only as a hash.
CREATE TABLE clients (
    id                           TEXT PRIMARY KEY,
    cookie_hash                  BLOB NOT NULL UNIQUE,
    last_active_session_id       TEXT REFERENCES sessions (id) ON DELETE SET NULL,
    sign_in_id                   TEXT REFERENCES sign_ins (id) ON DELETE SET NULL,
    sign_up_id                   TEXT REFERENCES sign_ups (id) ON DELETE SET NULL,
    cookie_expires_at            INTEGER NOT NULL,
    created_at                   INTEGER NOT NULL,
    updated_at                   INTEGER NOT NULL
) STRICT;

-- A second way to name a client, for pages whose browser keeps the cookie from us.
CREATE TABLE dev_browsers (
    token_hash BLOB PRIMARY KEY,
    client_id  TEXT REFERENCES clients (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dev_browsers_of_client ON dev_browsers (client_id);

CREATE TABLE sessions (
    id                     TEXT PRIMARY KEY,
    client_id              TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    user_id                TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    status                 TEXT NOT NULL CHECK (status IN ('active', 'ended', 'removed')),
    active_organization_id TEXT REFERENCES organizations (id) ON DELETE SET NULL,
    expire_at              INTEGER NOT NULL,
    abandon_at             INTEGER NOT NULL,
    last_active_at         INTEGER NOT NULL,
    created_at             INTEGER NOT NULL,
    updated_at             INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_of_client ON sessions (client_id) WHERE status = 'active';
CREATE INDEX sessions_of_user ON sessions (user_id) WHERE status = 'active';
CREATE INDEX sessions_in_organization ON sessions (active_organization_id);

CREATE TABLE sign_ins (
    id                 TEXT PRIMARY KEY,
    client_id          TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    status             TEXT NOT NULL CHECK (status IN ('needs_identifier', 'needs_first_factor', 'complete')),
    user_id            TEXT REFERENCES users (id) ON DELETE CASCADE,
    strategy           TEXT,
    created_session_id TEXT REFERENCES sessions (id) ON DELETE SET NULL,
    abandon_at         INTEGER NOT NULL,
    created_at         INTEGER NOT NULL,
    CHECK (status = 'needs_identifier' OR user_id IS NOT NULL)
) STRICT;
CREATE INDEX sign_ins_of_client ON sign_ins (client_id);

CREATE TABLE sign_ups (
    id                 TEXT PRIMARY KEY,
    client_id          TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    status             TEXT NOT NULL CHECK (status IN ('missing_requirements', 'complete')),
    email_address      TEXT,
    email_verified     INTEGER NOT NULL DEFAULT 0 CHECK (email_verified IN (0, 1)),
    first_name         TEXT,
    last_name          TEXT,
    password_hash      TEXT,
    unsafe_metadata    TEXT NOT NULL DEFAULT '{}',
    invitation_id      TEXT REFERENCES invitations (id) ON DELETE SET NULL,
    code_hash          BLOB,
    code_expires_at    INTEGER,
    code_attempts      INTEGER NOT NULL DEFAULT 0,
    created_user_id    TEXT REFERENCES users (id) ON DELETE SET NULL,
    created_session_id TEXT REFERENCES sessions (id) ON DELETE SET NULL,
    abandon_at         INTEGER NOT NULL,
    created_at         INTEGER NOT NULL,
    CHECK ((code_hash IS NULL) = (code_expires_at IS NULL)),
    CHECK (status <> 'complete' OR (email_verified AND password_hash IS NOT NULL))
) STRICT;
CREATE INDEX sign_ups_of_client ON sign_ups (client_id);
CREATE INDEX sign_ups_of_invitation ON sign_ups (invitation_id);

CREATE TABLE organizations (
    id                      TEXT PRIMARY KEY,
    name                    TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 256),
    slug                    TEXT NOT NULL UNIQUE,
    max_allowed_memberships INTEGER NOT NULL CHECK (max_allowed_memberships >= 0),
    created_by              TEXT REFERENCES users (id) ON DELETE SET NULL,
    created_at              INTEGER NOT NULL,
    updated_at              INTEGER NOT NULL
) STRICT;
CREATE INDEX organizations_by_creator ON organizations (created_by);

CREATE TABLE memberships (
    id              TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    user_id         TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role            TEXT NOT NULL CHECK (role IN ('admin', 'member')),
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    UNIQUE (organization_id, user_id)
) STRICT;
CREATE INDEX memberships_by_organization ON memberships (organization_id, created_at);
CREATE INDEX memberships_by_user ON memberships (user_id, created_at);

-- Who is no longer in an organization can't have it active.
CREATE TRIGGER membership_gone AFTER DELETE ON memberships BEGIN
    UPDATE sessions SET active_organization_id = NULL
    WHERE user_id = OLD.user_id AND active_organization_id = OLD.organization_id;
END;

CREATE TABLE invitations (
    id              TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    email_address   TEXT NOT NULL,
    address_lower   TEXT NOT NULL,
    role            TEXT NOT NULL CHECK (role IN ('admin', 'member')),
    status          TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'revoked', 'expired')),
    redirect_url    TEXT,
    expires_at      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_live_invitation ON invitations (organization_id, address_lower) WHERE status = 'pending';
CREATE INDEX invitations_by_organization ON invitations (organization_id, created_at);
CREATE INDEX invitations_by_address ON invitations (address_lower, created_at);
CREATE INDEX pending_invitations ON invitations (organization_id, expires_at) WHERE status = 'pending';

-- A ticket outlives its invitation, so that a link into a deleted organization can say so.
CREATE TABLE tickets (
    token_hash    BLOB PRIMARY KEY,
    invitation_id TEXT REFERENCES invitations (id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tickets_of_invitation ON tickets (invitation_id);

-- The mailbox, and the queue of what is still to be handed to the SMTP relay.
CREATE TABLE mails (
    id           TEXT PRIMARY KEY,
    to_address   TEXT NOT NULL,
    to_lower     TEXT NOT NULL,
    from_address TEXT NOT NULL,
    subject      TEXT NOT NULL,
    body_text    TEXT NOT NULL,
    body_html    TEXT NOT NULL,
    link         TEXT,
    code         TEXT,
    delivery     TEXT NOT NULL CHECK (delivery IN ('mailbox', 'queued', 'sent', 'failed')),
    attempts     INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX mails_by_recipient ON mails (to_lower, created_at);
CREATE INDEX mails_queued ON mails (created_at) WHERE delivery = 'queued';

-- "clrk": marks the file as this program's.
PRAGMA application_id = 1668051563;
