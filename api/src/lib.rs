//! Clerk's Frontend API (FAPI), declared once.
//!
//! | module | what it holds |
//! |---|---|
//! | [`endpoint`], [`param`], [`caller`], [`permission`] | what an endpoint is, what it takes, and who may call it |
//! | [`resource`], [`id`] | what resources share |
//! | `catalog`, [`schema`] | the one list of all endpoints and resources, and what each is like |
//! | [`request`] | parameters → checked path, query and body |
//! | [`row`] | an operation as a line of text, for the npm package |
//! | [`form`] | the server's side of the same: path, query and body → parameters |
//! | [`error`] | the error envelope |
//! | [`key`] | publishable keys |
//! | the rest | one file per resource: its fields and its endpoints |
//!
//! No I/O and no JavaScript here: the SDK and the server both stand on this crate. From one declaration come the typed
//! request of Rust callers, the operation that the SDK works with, the server's route with its decoded request and its guard,
//! and (by `clerk-codegen`) JavaScript, TypeScript and OpenAPI.

pub mod caller;
mod catalog;
pub mod client;
pub mod endpoint;
pub mod environment;
pub mod error;
pub mod form;
pub mod id;
pub mod invitation;
pub mod key;
pub mod membership;
pub mod name;
pub mod organization;
pub mod param;
pub mod permission;
pub mod request;
pub mod resource;
pub mod role;
pub mod row;
pub mod schema;
pub mod session;
pub mod sign_in;
pub mod sign_up;
pub mod user;

pub use endpoint::{Endpoint, Method, Operation};
pub use error::{ErrorBody, ErrorItem};
pub use key::{InstanceType, InvalidKey, PublishableKey};
pub use param::InvalidParam;
pub use request::Request;

/// The version of the protocol that this crate describes; sent as `__clerk_api_version` (docs/fapi.md 1.3).
pub const API_VERSION: &str = "2026-05-12";

catalog::catalog! {
    client: [Client, DevBrowser],
        [GetClient, CreateClient, PostClient, DeleteClient, RemoveSessions, CreateDevBrowser];
    environment: [Environment], [GetEnvironment, UpdateEnvironment];
    invitation: [OrganizationInvitation, UserOrganizationInvitation, PublicOrganizationData],
        [ListInvitations, ListPendingInvitationsOf2022, InviteMember, InviteMembers, RevokeInvitation, AcceptInvitation];
    membership: [OrganizationMembership], [ListMemberships, AddMember, UpdateMember, RemoveMember, ListRoles];
    organization: [Organization], [CreateOrganization, GetOrganization, UpdateOrganization, DeleteOrganization];
    resource: [DeletedObject], [];
    role: [Role, Permission], [];
    session: [Session, SessionTask, Token],
        [TouchSession, EndSession, RemoveSession, CreateToken, CreateTemplateToken];
    sign_in: [SignIn, Factor, Verification], [CreateSignIn, GetSignIn, PrepareFirstFactor, AttemptFirstFactor];
    sign_up: [SignUp, SignUpVerifications, SignUpVerification],
        [CreateSignUp, GetSignUp, UpdateSignUp, PrepareVerification, AttemptVerification];
    user: [User, EmailAddress, PublicUserData],
        [GetUser, UpdateUser, ListUserMemberships, LeaveOrganization, ListUserInvitations];
}
