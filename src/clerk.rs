//! Typed methods for Rust frontends. What an app does not call is not linked.

use clerk_api::request::pairs;
use clerk_api::*;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use crate::connection::Connection;
use crate::error::Error;
use crate::session::Choice;
use crate::token::TokenRequest;

/// Items per request where all are wanted: the server's maximum (docs/fapi.md 3).
const ALL: u32 = 500;

/// Clerk for Rust frontends: one per page, cheap to clone.
///
/// ```no_run
/// # async fn example() -> Result<(), clerk_wasm::Error> {
/// let clerk = clerk_wasm::Clerk::new("pk_test_…")?;
/// clerk.sign_in("ada@heron.test", "…").await?;
/// let organization = clerk.create_organization("Blue Heron Labs").await?;
/// clerk.invite_member(&organization.id, "grace@heron.test", "basic_member").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Clerk {
    connection: Connection,
}

impl Clerk {
    /// Reads the key; nothing is sent before the first call.
    pub fn new(publishable_key: &str) -> Result<Self, Error> {
        Ok(Clerk { connection: Connection::new(publishable_key, None)? })
    }

    /// The same, through a proxy: an absolute URL, or a path of the page's origin (docs/fapi.md 1.2).
    pub fn with_proxy(publishable_key: &str, proxy_url: &str) -> Result<Self, Error> {
        Ok(Clerk { connection: Connection::new(publishable_key, Some(proxy_url))? })
    }

    /// Fetches the client. Every other method does so too, if it was not done.
    pub async fn load(&self) -> Result<(), Error> {
        self.connection.load().await?;
        Ok(())
    }

    /// Sends any request of the API: the typed form of the one path that all calls take.
    pub async fn send<E: Endpoint>(&self, endpoint: E) -> Result<E::Response, Error> {
        decode(self.connection.call(E::OPERATION, pairs(&endpoint)?, None).await?)
    }

    /// This browser with its sessions; none before the load and for newcomers.
    pub fn client(&self) -> Result<Option<Client>, Error> {
        decode(self.connection.0.state.client())
    }

    /// The current session.
    pub fn session(&self) -> Result<Option<Session>, Error> {
        decode(self.connection.0.state.session())
    }

    /// The signed-in user.
    pub fn user(&self) -> Result<Option<User>, Error> {
        Ok(self.session()?.map(|session| session.user))
    }

    /// Signs in by password and makes the new session the current one.
    pub async fn sign_in(&self, identifier: &str, password: &str) -> Result<SignIn, Error> {
        let (identifier, password) = (Some(identifier.to_owned()), Some(password.to_owned()));
        let sign_in = self.send(CreateSignIn { identifier, password, ..Default::default() }).await?;
        if let Some(session_id) = &sign_in.created_session_id {
            self.set_active(Choice::Select(session_id.to_string()), Choice::Keep).await?;
        }
        Ok(sign_in)
    }

    /// Makes a session, and in it an organization, the active one.
    pub async fn set_active(&self, session: Choice, organization: Choice) -> Result<(), Error> {
        self.load().await?;
        self.connection.set_active(session, organization).await?;
        Ok(())
    }

    /// Signs out of all sessions.
    pub async fn sign_out(&self) -> Result<(), Error> {
        self.load().await?;
        self.connection.sign_out(None).await?;
        Ok(())
    }

    /// A token for the app's own backend; none when nobody is signed in.
    pub async fn token(&self, request: TokenRequest) -> Result<Option<String>, Error> {
        self.load().await?;
        Ok(self.connection.token(request).await?.as_string())
    }

    /// Creates an organization; the current user becomes its admin.
    pub async fn create_organization(&self, name: &str) -> Result<Organization, Error> {
        self.send(CreateOrganization { name: name.to_owned(), slug: None }).await
    }

    /// Fetches an organization that the current user is a member of.
    pub async fn organization(&self, organization_id: &str) -> Result<Organization, Error> {
        self.send(GetOrganization { organization_id: organization_id.into() }).await
    }

    /// All memberships of the current user, newest first.
    pub async fn organization_memberships(&self) -> Result<Vec<OrganizationMembership>, Error> {
        self.all(|offset| ListUserMemberships { limit: Some(ALL), offset, paginated: Some(true) }).await
    }

    /// All members of an organization, newest first.
    pub async fn memberships(&self, organization_id: &str) -> Result<Vec<OrganizationMembership>, Error> {
        let organization_id = OrganizationId::from(organization_id);
        self.all(|offset| ListMemberships {
            organization_id: organization_id.clone(),
            limit: Some(ALL),
            offset,
            paginated: Some(true),
            ..Default::default()
        })
        .await
    }

    /// All invitations of an organization that nobody has answered yet.
    pub async fn pending_invitations(&self, organization_id: &str) -> Result<Vec<OrganizationInvitation>, Error> {
        let organization_id = OrganizationId::from(organization_id);
        self.all(|offset| ListInvitations {
            organization_id: organization_id.clone(),
            status: Some(vec![InvitationStatus::Pending]),
            limit: Some(ALL),
            offset,
        })
        .await
    }

    /// Invites an address by e-mail.
    pub async fn invite_member(
        &self,
        organization_id: &str,
        email_address: &str,
        role: &str,
    ) -> Result<OrganizationInvitation, Error> {
        let (organization_id, role) = (organization_id.into(), role.to_owned());
        self.send(InviteMember { organization_id, email_address: email_address.into(), role, redirect_url: None }).await
    }

    /// Takes an invitation back.
    pub async fn revoke_invitation(
        &self,
        invitation: &OrganizationInvitation,
    ) -> Result<OrganizationInvitation, Error> {
        let (organization_id, invitation_id) = (invitation.organization_id.clone(), invitation.id.clone());
        self.send(RevokeInvitation { organization_id, invitation_id }).await
    }

    /// Changes a member's role.
    pub async fn update_member(
        &self,
        organization_id: &str,
        user_id: &str,
        role: &str,
    ) -> Result<OrganizationMembership, Error> {
        let (organization_id, user_id, role) = (organization_id.into(), user_id.into(), role.to_owned());
        self.send(UpdateMember { organization_id, user_id, role }).await
    }

    /// Removes a member.
    pub async fn remove_member(&self, organization_id: &str, user_id: &str) -> Result<OrganizationMembership, Error> {
        let (organization_id, user_id) = (organization_id.into(), user_id.into());
        self.send(RemoveMember { organization_id, user_id }).await
    }

    /// Page after page, until all items are there.
    async fn all<E, T>(&self, page: impl Fn(Option<u32>) -> E) -> Result<Vec<T>, Error>
    where
        E: Endpoint<Response = Page<T>>,
    {
        let mut items = Vec::new();
        loop {
            let answer = self.send(page(Some(items.len() as u32))).await?;
            let end = answer.data.is_empty();
            items.extend(answer.data);
            if end || items.len() as u64 >= answer.total_count {
                return Ok(items);
            }
        }
    }
}

/// Wire JSON → a typed value; an error names the field.
fn decode<T: DeserializeOwned>(json: JsValue) -> Result<T, Error> {
    let deserializer = serde_wasm_bindgen::Deserializer::from(json);
    serde_path_to_error::deserialize(deserializer)
        .map_err(|error| Error::UnexpectedResponse { status: 200, path: error.path().to_string() })
}
