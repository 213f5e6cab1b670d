//! The JavaScript objects. An endpoint is declared in `clerk-api`; here stands which objects have it as a method.

use clerk_api::*;

use crate::object::{Object, clerk, method, object};

/// All objects that have methods, or that differ from their resource.
pub fn objects() -> Vec<Object> {
    vec![
        the_clerk(),
        client(),
        sign_in(),
        sign_up(),
        session(),
        token(),
        user(),
        organization(),
        membership(),
        invitation(),
        user_invitation(),
    ]
}

fn the_clerk() -> Object {
    clerk()
        .method(method::<CreateOrganization>("createOrganization"))
        .method(method::<GetOrganization>("getOrganization").positional("organization_id"))
        .method(method::<ListUserMemberships>("getOrganizationMemberships"))
}

fn client() -> Object {
    object::<Client>()
        .shows("sign_in", "SignInResource", "The attempt to sign in; always there.")
        .shows("sign_up", "SignUpResource", "The attempt to sign up; always there.")
        .adds("signedInSessions", "SessionResource[]", "The sessions that are signed in.")
        .adds("activeSessions", "SessionResource[]", "The same.")
}

fn sign_in() -> Object {
    object::<SignIn>()
        .method(method::<CreateSignIn>("create").in_place())
        .method(method::<PrepareFirstFactor>("prepareFirstFactor").known("sign_in_id", "id").in_place())
        .method(method::<AttemptFirstFactor>("attemptFirstFactor").known("sign_in_id", "id").in_place())
        .method(method::<GetSignIn>("reload").known("sign_in_id", "id").in_place())
}

fn sign_up() -> Object {
    let (prepare, attempt) = ("prepareVerification", "attemptVerification");
    object::<SignUp>()
        .method(method::<CreateSignUp>("create").in_place())
        .method(method::<UpdateSignUp>("update").known("sign_up_id", "id").in_place())
        .method(
            method::<PrepareVerification>(prepare)
                .alias("prepareEmailAddressVerification")
                .known("sign_up_id", "id")
                .in_place(),
        )
        .method(
            method::<AttemptVerification>(attempt)
                .alias("attemptEmailAddressVerification")
                .known("sign_up_id", "id")
                .in_place(),
        )
        .method(method::<GetSignUp>("reload").known("sign_up_id", "id").in_place())
}

fn session() -> Object {
    object::<Session>()
        .adds(
            "getToken",
            "(options?: GetTokenOptions) => Promise<string | null>",
            "A token for the app's own backend; null when nobody is signed in. Fresh ones are kept and shared.",
        )
        .adds(
            "checkAuthorization",
            "(asked: { role?: string; permission?: string }) => boolean",
            "Whether the user has the role and the permission in the active organization.",
        )
        .method(method::<TouchSession>("touch").known("session_id", "id").in_place())
        .method(method::<EndSession>("end").known("session_id", "id").in_place())
        .method(method::<RemoveSession>("remove").known("session_id", "id").in_place())
}

fn token() -> Object {
    object::<Token>()
        .shows(
            "jwt",
            "{ header: Record<string, unknown>; claims: Record<string, unknown>; encoded: Record<string, string> }",
            "What the token says.",
        )
        .adds("getRawString", "() => string", "The token itself.")
}

fn user() -> Object {
    object::<User>()
        .adds("fullName", "string | null", "Given and family name.")
        .adds("primaryEmailAddress", "EmailAddressResource | null", "The main address.")
        .method(method::<ListUserMemberships>("getOrganizationMemberships"))
        .method(method::<ListUserInvitations>("getOrganizationInvitations"))
        .method(method::<LeaveOrganization>("leaveOrganization").positional("organization_id"))
        .method(method::<UpdateUser>("update").in_place())
        .method(method::<GetUser>("reload").in_place())
}

fn organization() -> Object {
    let id = ("organization_id", "id");
    object::<Organization>()
        .computes(
            "role",
            "string | undefined",
            "The current user's role in it, as far as it is known.",
            "viewer.roles.get(j.id)",
        )
        .method(method::<UpdateOrganization>("update").known(id.0, id.1).in_place())
        .method(method::<DeleteOrganization>("destroy").known(id.0, id.1))
        .method(method::<GetOrganization>("reload").known(id.0, id.1).in_place())
        .method(method::<ListMemberships>("getMemberships").alias("getMembers").known(id.0, id.1))
        .method(method::<AddMember>("addMember").known(id.0, id.1))
        .method(method::<UpdateMember>("updateMember").known(id.0, id.1))
        .method(method::<RemoveMember>("removeMember").known(id.0, id.1).positional("user_id"))
        .method(method::<ListRoles>("getRoles").known(id.0, id.1))
        .method(method::<ListInvitations>("getInvitations").known(id.0, id.1))
        .method(
            method::<ListInvitations>("getPendingInvitations")
                .known(id.0, id.1)
                .default("status", "pending")
                .doc("Lists the invitations that nobody has answered yet."),
        )
        .method(method::<InviteMember>("inviteMember").known(id.0, id.1))
        .method(method::<InviteMembers>("inviteMembers").known(id.0, id.1))
}

fn membership() -> Object {
    let (organization, user) = (("organization_id", "organization.id"), ("user_id", "userId"));
    object::<OrganizationMembership>()
        .computes("userId", "string", "`publicUserData.userId`", "j.public_user_data?.user_id ?? viewer.id")
        .computes("identifier", "string", "`publicUserData.identifier`", "j.public_user_data?.identifier")
        .shares("permissions", "shared.permissions(j.role, j.permissions)")
        .after("if (o.userId === viewer.id && o.organization) o.organization.role = o.role;")
        .method(
            method::<UpdateMember>("update")
                .known(organization.0, organization.1)
                .known(user.0, user.1)
                .in_place()
                .doc("Changes the role. The organization keeps at least one admin."),
        )
        .method(
            method::<RemoveMember>("destroy")
                .known(organization.0, organization.1)
                .known(user.0, user.1)
                .doc("Ends the membership. The organization keeps at least one admin."),
        )
}

fn invitation() -> Object {
    object::<OrganizationInvitation>().method(
        method::<RevokeInvitation>("revoke")
            .known("organization_id", "organizationId")
            .known("invitation_id", "id")
            .in_place(),
    )
}

fn user_invitation() -> Object {
    object::<UserOrganizationInvitation>()
        .method(method::<AcceptInvitation>("accept").known("invitation_id", "id").in_place())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::Method;

    fn each_method(check: impl Fn(&Object, &Method)) {
        for object in objects() {
            object.methods.iter().for_each(|method| check(&object, method));
        }
    }

    #[test]
    fn methods_name_parameters_of_their_endpoint() {
        each_method(|_, method| {
            let known = method.known.iter().chain(&method.defaults).map(|(name, _)| name);
            for name in known.chain(&method.positional) {
                assert!(method.operation().param(name).is_ok(), "{}: {name}", method.names[0]);
            }
        });
    }

    #[test]
    fn shown_fields_are_fields() {
        for object in objects() {
            for property in &object.shown {
                let fields = object.resource.map_or(&[][..], |resource| resource.schema().fields);
                assert!(fields.iter().any(|field| field.name == property.name), "{}", property.name);
            }
        }
    }
}
