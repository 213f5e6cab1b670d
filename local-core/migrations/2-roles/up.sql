-- Roles own permissions in tables, every foreign key has an index, and mails know when what they carry stops working.

CREATE TABLE permissions (
    key         TEXT PRIMARY KEY,
    position    INTEGER NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    description TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO permissions (key, position, name, description) VALUES
    ('org:sys_memberships:read', 1, 'Read members', 'Read members'),
    ('org:sys_memberships:manage', 2, 'Manage members', 'Manage members'),
    ('org:sys_profile:manage', 3, 'Manage organization', 'Manage organization'),
    ('org:sys_profile:delete', 4, 'Delete organization', 'Delete organization');

CREATE TABLE roles (
    key                 TEXT PRIMARY KEY,
    position            INTEGER NOT NULL UNIQUE,
    name                TEXT NOT NULL,
    description         TEXT NOT NULL,
    is_creator_eligible INTEGER NOT NULL CHECK (is_creator_eligible IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO roles (key, position, name, description, is_creator_eligible) VALUES
    ('admin', 1, 'Admin', 'Manages the organization, its members and its invitations', 1),
    ('member', 2, 'Member', 'Sees the organization and its members', 0);

CREATE TABLE role_permissions (
    role       TEXT NOT NULL REFERENCES roles (key) ON DELETE CASCADE,
    permission TEXT NOT NULL REFERENCES permissions (key) ON DELETE CASCADE,
    PRIMARY KEY (role, permission)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_permissions_by_permission ON role_permissions (permission);
INSERT INTO role_permissions (role, permission) SELECT 'admin', key FROM permissions;
INSERT INTO role_permissions (role, permission) VALUES ('member', 'org:sys_memberships:read');

CREATE TABLE new_memberships (
    id              TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    user_id         TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role            TEXT NOT NULL REFERENCES roles (key),
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    UNIQUE (organization_id, user_id)
) STRICT;
INSERT INTO new_memberships (rowid, id, organization_id, user_id, role, created_at, updated_at)
    SELECT rowid, id, organization_id, user_id, role, created_at, updated_at FROM memberships;
DROP TABLE memberships;
ALTER TABLE new_memberships RENAME TO memberships;
CREATE INDEX memberships_by_organization ON memberships (organization_id, created_at);
CREATE INDEX memberships_by_user ON memberships (user_id, created_at);
CREATE INDEX memberships_by_role ON memberships (role);

-- Nobody can have an organization active that they are no longer a member of.
CREATE TRIGGER membership_gone AFTER DELETE ON memberships BEGIN
    UPDATE sessions SET active_organization_id = NULL
    WHERE user_id = OLD.user_id AND active_organization_id = OLD.organization_id;
END;

CREATE TABLE new_invitations (
    id              TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    email_address   TEXT NOT NULL,
    address_lower   TEXT NOT NULL,
    role            TEXT NOT NULL REFERENCES roles (key),
    status          TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'revoked', 'expired')),
    redirect_url    TEXT,
    expires_at      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT;
INSERT INTO new_invitations (rowid, id, organization_id, email_address, address_lower, role, status, redirect_url,
        expires_at, created_at, updated_at)
    SELECT rowid, id, organization_id, email_address, address_lower, role, status, redirect_url,
        expires_at, created_at, updated_at FROM invitations;
DROP TABLE invitations;
ALTER TABLE new_invitations RENAME TO invitations;
CREATE UNIQUE INDEX one_live_invitation ON invitations (organization_id, address_lower) WHERE status = 'pending';
CREATE INDEX invitations_by_organization ON invitations (organization_id, created_at);
CREATE INDEX invitations_by_address ON invitations (address_lower, created_at);
CREATE INDEX invitations_by_role ON invitations (role);
CREATE INDEX pending_invitations ON invitations (organization_id, expires_at) WHERE status = 'pending';

CREATE INDEX clients_by_session ON clients (last_active_session_id);
CREATE INDEX clients_by_sign_in ON clients (sign_in_id);
CREATE INDEX clients_by_sign_up ON clients (sign_up_id);
CREATE INDEX clients_by_age ON clients (updated_at);
CREATE INDEX dev_browsers_by_age ON dev_browsers (created_at);
CREATE INDEX sessions_by_client ON sessions (client_id);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_age ON sessions (updated_at);
CREATE INDEX sign_ins_by_user ON sign_ins (user_id);
CREATE INDEX sign_ins_by_session ON sign_ins (created_session_id);
CREATE INDEX sign_ins_by_age ON sign_ins (abandon_at);
CREATE INDEX sign_ups_by_user ON sign_ups (created_user_id);
CREATE INDEX sign_ups_by_session ON sign_ups (created_session_id);
CREATE INDEX sign_ups_by_age ON sign_ups (abandon_at);

-- What a mail is about: the id of an invitation or of a sign-up. Its link or code works until `secret_expires_at`, and
-- is removed from the mail once it is used, withdrawn or lapsed.
ALTER TABLE mails ADD COLUMN about TEXT;
ALTER TABLE mails ADD COLUMN secret_expires_at INTEGER;
CREATE INDEX mails_by_subject ON mails (about);
CREATE INDEX mails_by_age ON mails (created_at);
CREATE INDEX mails_by_secret ON mails (secret_expires_at) WHERE secret_expires_at IS NOT NULL;
UPDATE mails SET secret_expires_at = created_at + iif(code IS NULL, 2592000000, 600000)
    WHERE link IS NOT NULL OR code IS NOT NULL;
