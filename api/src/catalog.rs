//! The one list of all resources and endpoints. What is declared but not listed here doesn't compile, since the
//! declaration names its entry; what is listed but not declared doesn't either.

use crate::endpoint::{Endpoint, Operation};
use crate::schema::{DescribedEndpoint, DescribedResource, EndpointSchema, ResourceSchema};

macro_rules! catalog {
    (resources: [$($resource:ident),* $(,)?], endpoints: [$($endpoint:ident),* $(,)?] $(,)?) => {
        /// Names a resource.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the structs of the same names are documented")]
        pub enum ResourceType { $($resource),* }

        impl ResourceType {
            /// The resource as data.
            pub const fn schema(self) -> &'static ResourceSchema {
                match self { $(ResourceType::$resource => <crate::$resource as DescribedResource>::SCHEMA),* }
            }
        }

        /// All resources.
        pub static RESOURCES: &[ResourceType] = &[$(ResourceType::$resource),*];

        /// Names an endpoint.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the structs of the same names are documented")]
        pub enum EndpointName { $($endpoint),* }

        /// What the SDK calls by name.
        pub static OPERATIONS: &[&Operation] = &[$(<crate::$endpoint as Endpoint>::OPERATION),*];

        /// All endpoints.
        pub static ENDPOINTS: &[&EndpointSchema] = &[$(<crate::$endpoint as DescribedEndpoint>::SCHEMA),*];
    };
}

catalog! {
    resources: [
        Client, DevBrowser, Session, SessionTask, Token, User, EmailAddress, PublicUserData, Organization,
        OrganizationMembership, OrganizationInvitation, UserOrganizationInvitation, PublicOrganizationData, Role,
        Permission, SignIn, Factor, Verification, SignUp, SignUpVerifications, SignUpVerification, Environment,
        DeletedObject,
    ],
    endpoints: [
        GetEnvironment, UpdateEnvironment, CreateDevBrowser, GetClient, CreateClient, PostClient, DeleteClient,
        RemoveSessions, TouchSession, EndSession, RemoveSession, CreateToken, CreateTemplateToken, CreateSignIn,
        GetSignIn, PrepareFirstFactor, AttemptFirstFactor, CreateSignUp, GetSignUp, UpdateSignUp, PrepareVerification,
        AttemptVerification, GetUser, UpdateUser, ListUserMemberships, LeaveOrganization, ListUserInvitations,
        AcceptInvitation, CreateOrganization, GetOrganization, UpdateOrganization, DeleteOrganization, ListMemberships,
        AddMember, UpdateMember, RemoveMember, ListRoles, ListInvitations, ListPendingInvitationsOf2022, InviteMember,
        InviteMembers, RevokeInvitation,
    ],
}
