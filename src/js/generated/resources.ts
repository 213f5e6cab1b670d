// Written by `cargo xtask build` from api/ and codegen/: change those.

import { type Call, endpoint, type Invoke, type Json } from "../endpoint.js";
import type { Shared, Viewer } from "../objects.js";
import type {
  OrganizationInvitationResource,
  OrganizationMembershipResource,
  OrganizationResource,
  PermissionResource,
  PublicOrganizationDataResource,
  PublicUserDataResource,
  RoleResource,
  UserOrganizationInvitationResource,
} from "./types.js";

export const GetClient = /* @__PURE__ */ endpoint(
  "GET /v1/client eca",
);
export const RemoveSessions = /* @__PURE__ */ endpoint(
  "DELETE /v1/client/sessions eca",
);
export const CreateDevBrowser = /* @__PURE__ */ endpoint(
  "POST /v1/dev_browser -",
);
const ListInvitations = /* @__PURE__ */ endpoint(
  "GET /v1/organizations/{organization_id}/invitations spe organization_id:t! status:T limit:n offset:n",
);
const InviteMember = /* @__PURE__ */ endpoint(
  "POST /v1/organizations/{organization_id}/invitations sec organization_id:t! email_address:e! role:t! redirect_url:t",
);
const InviteMembers = /* @__PURE__ */ endpoint(
  "POST /v1/organizations/{organization_id}/invitations/bulk slec organization_id:t! email_address:E!:email_addresses role:t! redirect_url:t",
);
const RevokeInvitation = /* @__PURE__ */ endpoint(
  "POST /v1/organizations/{organization_id}/invitations/{invitation_id}/revoke sec organization_id:t! invitation_id:t!",
);
const AcceptInvitation = /* @__PURE__ */ endpoint(
  "POST /v1/me/organization_invitations/{invitation_id}/accept sec invitation_id:t!",
);
const ListMemberships = /* @__PURE__ */ endpoint(
  "GET /v1/organizations/{organization_id}/memberships spe organization_id:t! role:T query:t limit:n offset:n paginated:f=true",
);
const AddMember = /* @__PURE__ */ endpoint(
  "POST /v1/organizations/{organization_id}/memberships sec organization_id:t! user_id:t! role:t!",
);
const UpdateMember = /* @__PURE__ */ endpoint(
  "PATCH /v1/organizations/{organization_id}/memberships/{user_id} sec organization_id:t! user_id:t! role:t!",
);
const RemoveMember = /* @__PURE__ */ endpoint(
  "DELETE /v1/organizations/{organization_id}/memberships/{user_id} sec organization_id:t! user_id:t!",
);
const ListRoles = /* @__PURE__ */ endpoint(
  "GET /v1/organizations/{organization_id}/roles spe organization_id:t! limit:n offset:n",
);
const CreateOrganization = /* @__PURE__ */ endpoint(
  "POST /v1/organizations sec name:t! slug:t",
);
const GetOrganization = /* @__PURE__ */ endpoint(
  "GET /v1/organizations/{organization_id} se organization_id:t!",
);
const UpdateOrganization = /* @__PURE__ */ endpoint(
  "PATCH /v1/organizations/{organization_id} sec organization_id:t! name:t slug:t",
);
const DeleteOrganization = /* @__PURE__ */ endpoint(
  "DELETE /v1/organizations/{organization_id} sec organization_id:t!",
);
export const TouchSession = /* @__PURE__ */ endpoint(
  "POST /v1/client/sessions/{session_id}/touch ec session_id:t! active_organization_id:t intent:t",
);
const EndSession = /* @__PURE__ */ endpoint(
  "POST /v1/client/sessions/{session_id}/end ec session_id:t!",
);
export const RemoveSession = /* @__PURE__ */ endpoint(
  "POST /v1/client/sessions/{session_id}/remove ec session_id:t!",
);
export const CreateToken = /* @__PURE__ */ endpoint(
  "POST /v1/client/sessions/{session_id}/tokens - session_id:t! organization_id:t",
);
export const CreateTemplateToken = /* @__PURE__ */ endpoint(
  "POST /v1/client/sessions/{session_id}/tokens/{template} - session_id:t! template:t!",
);
const CreateSignIn = /* @__PURE__ */ endpoint(
  "POST /v1/client/sign_ins ec strategy:t identifier:t password:t ticket:t transfer:f",
);
const GetSignIn = /* @__PURE__ */ endpoint(
  "GET /v1/client/sign_ins/{sign_in_id} e sign_in_id:t!",
);
const PrepareFirstFactor = /* @__PURE__ */ endpoint(
  "POST /v1/client/sign_ins/{sign_in_id}/prepare_first_factor ec sign_in_id:t! strategy:t! email_address_id:t",
);
const AttemptFirstFactor = /* @__PURE__ */ endpoint(
  "POST /v1/client/sign_ins/{sign_in_id}/attempt_first_factor ec sign_in_id:t! strategy:t! password:t code:t",
);
const CreateSignUp = /* @__PURE__ */ endpoint(
  "POST /v1/client/sign_ups ec strategy:t ticket:t email_address:e password:t first_name:t last_name:t unsafe_metadata:j transfer:f",
);
const GetSignUp = /* @__PURE__ */ endpoint(
  "GET /v1/client/sign_ups/{sign_up_id} e sign_up_id:t!",
);
const UpdateSignUp = /* @__PURE__ */ endpoint(
  "PATCH /v1/client/sign_ups/{sign_up_id} ec sign_up_id:t! email_address:e password:t first_name:t last_name:t unsafe_metadata:j",
);
const PrepareVerification = /* @__PURE__ */ endpoint(
  "POST /v1/client/sign_ups/{sign_up_id}/prepare_verification ec sign_up_id:t! strategy:t=email_code",
);
const AttemptVerification = /* @__PURE__ */ endpoint(
  "POST /v1/client/sign_ups/{sign_up_id}/attempt_verification ec sign_up_id:t! strategy:t=email_code code:t!",
);
const GetUser = /* @__PURE__ */ endpoint(
  "GET /v1/me sec",
);
const UpdateUser = /* @__PURE__ */ endpoint(
  "PATCH /v1/me sec first_name:t last_name:t",
);
const ListUserMemberships = /* @__PURE__ */ endpoint(
  "GET /v1/me/organization_memberships spe limit:n offset:n paginated:f=true",
);
const LeaveOrganization = /* @__PURE__ */ endpoint(
  "DELETE /v1/me/organization_memberships/{organization_id} sec organization_id:t!",
);
const ListUserInvitations = /* @__PURE__ */ endpoint(
  "GET /v1/me/organization_invitations spe status:T limit:n offset:n",
);

const clerk_createOrganization: Call = [CreateOrganization, "createOrganization", "organization", false, ["organization_membership"]];
const clerk_getOrganization: Call = [GetOrganization, "getOrganization", "organization"];
const clerk_getOrganizationMemberships: Call = [ListUserMemberships, "getOrganizationMemberships", "organization_membership"];
const sign_in_create: Call = [CreateSignIn, "create", "sign_in", true];
const sign_in_prepareFirstFactor: Call = [PrepareFirstFactor, "prepareFirstFactor", "sign_in", true];
const sign_in_attemptFirstFactor: Call = [AttemptFirstFactor, "attemptFirstFactor", "sign_in", true];
const sign_in_reload: Call = [GetSignIn, "reload", "sign_in", true];
const sign_up_create: Call = [CreateSignUp, "create", "sign_up", true];
const sign_up_update: Call = [UpdateSignUp, "update", "sign_up", true];
const sign_up_prepareVerification: Call = [PrepareVerification, "prepareVerification", "sign_up", true];
const sign_up_attemptVerification: Call = [AttemptVerification, "attemptVerification", "sign_up", true];
const sign_up_reload: Call = [GetSignUp, "reload", "sign_up", true];
const session_touch: Call = [TouchSession, "touch", "session", true];
const session_end: Call = [EndSession, "end", "session", true];
const session_remove: Call = [RemoveSession, "remove", "session", true];
const user_getOrganizationMemberships: Call = [ListUserMemberships, "getOrganizationMemberships", "organization_membership"];
const user_getOrganizationInvitations: Call = [ListUserInvitations, "getOrganizationInvitations", "user_organization_invitation"];
const user_leaveOrganization: Call = [LeaveOrganization, "leaveOrganization", "deleted_object", false, ["organization_membership"]];
const user_update: Call = [UpdateUser, "update", "user", true, ["organization_membership"]];
const user_reload: Call = [GetUser, "reload", "user", true];
const organization_update: Call = [UpdateOrganization, "update", "organization", true, ["organization_membership"]];
const organization_destroy: Call = [DeleteOrganization, "destroy", "deleted_object", false, ["organization_membership", "organization_invitation"]];
const organization_reload: Call = [GetOrganization, "reload", "organization", true];
const organization_getMemberships: Call = [ListMemberships, "getMemberships", "organization_membership"];
const organization_addMember: Call = [AddMember, "addMember", "organization_membership", false, ["organization_membership"]];
const organization_updateMember: Call = [UpdateMember, "updateMember", "organization_membership", false, ["organization_membership"]];
const organization_removeMember: Call = [RemoveMember, "removeMember", "organization_membership", false, ["organization_membership"]];
const organization_getRoles: Call = [ListRoles, "getRoles", "role"];
const organization_getInvitations: Call = [ListInvitations, "getInvitations", "organization_invitation"];
const organization_getPendingInvitations: Call = [ListInvitations, "getPendingInvitations", "organization_invitation"];
const organization_inviteMember: Call = [InviteMember, "inviteMember", "organization_invitation", false, ["organization_invitation"]];
const organization_inviteMembers: Call = [InviteMembers, "inviteMembers", "organization_invitation", false, ["organization_invitation"]];
const organization_membership_update: Call = [UpdateMember, "update", "organization_membership", true, ["organization_membership"]];
const organization_membership_destroy: Call = [RemoveMember, "destroy", "organization_membership", false, ["organization_membership"]];
const organization_invitation_revoke: Call = [RevokeInvitation, "revoke", "organization_invitation", true, ["organization_invitation"]];
const user_organization_invitation_accept: Call = [AcceptInvitation, "accept", "user_organization_invitation", true, ["user_organization_invitation", "organization_invitation", "organization_membership"]];

/** Constructors of what comes in lists, from the wire's JSON. They call each other through `r`. */
export const constructors = (c: Invoke, d: (value: Json) => Json, viewer: Viewer, shared: Shared) => {
  const r = {
    organization_invitation: (j: Json): OrganizationInvitationResource => {
      const o: OrganizationInvitationResource = {
        id: j.id,
        emailAddress: j.email_address,
        role: j.role,
        roleName: j.role_name,
        organizationId: j.organization_id,
        status: j.status,
        publicMetadata: j.public_metadata,
        url: j.url,
        expiresAt: d(j.expires_at),
        createdAt: d(j.created_at),
        updatedAt: d(j.updated_at),
        revoke: (p?: Json) => c(organization_invitation_revoke, o, p, { organizationId: o.organizationId, invitationId: o.id }),
      };
      return o;
    },
    user_organization_invitation: (j: Json): UserOrganizationInvitationResource => {
      const o: UserOrganizationInvitationResource = {
        id: j.id,
        emailAddress: j.email_address,
        role: j.role,
        roleName: j.role_name,
        organizationId: j.organization_id,
        publicOrganizationData: j.public_organization_data && r.public_organization_data(j.public_organization_data),
        status: j.status,
        publicMetadata: j.public_metadata,
        expiresAt: d(j.expires_at),
        createdAt: d(j.created_at),
        updatedAt: d(j.updated_at),
        accept: (p?: Json) => c(user_organization_invitation_accept, o, p, { invitationId: o.id }),
      };
      return o;
    },
    public_organization_data: (j: Json): PublicOrganizationDataResource => {
      const o: PublicOrganizationDataResource = {
        id: j.id,
        name: j.name,
        slug: j.slug,
        imageUrl: j.image_url,
        hasImage: j.has_image,
      };
      return o;
    },
    organization_membership: (j: Json): OrganizationMembershipResource => {
      const o: OrganizationMembershipResource = {
        id: j.id,
        role: j.role,
        roleName: j.role_name,
        permissions: shared.permissions(j.role, j.permissions),
        publicMetadata: j.public_metadata,
        organization: j.organization && r.organization(j.organization),
        publicUserData: j.public_user_data && r.public_user_data(j.public_user_data),
        createdAt: d(j.created_at),
        updatedAt: d(j.updated_at),
        userId: j.public_user_data?.user_id ?? viewer.id,
        identifier: j.public_user_data?.identifier,
        update: (p?: Json) => c(organization_membership_update, o, p, { organizationId: o.organization.id, userId: o.userId }),
        destroy: (p?: Json) => c(organization_membership_destroy, o, p, { organizationId: o.organization.id, userId: o.userId }),
      };
      if (o.userId === viewer.id && o.organization) o.organization.role = o.role;
      return o;
    },
    organization: (j: Json): OrganizationResource => {
      const getMemberships = (p?: Json) => c(organization_getMemberships, o, p, { organizationId: o.id });
      const o: OrganizationResource = {
        id: j.id,
        name: j.name,
        slug: j.slug,
        imageUrl: j.image_url,
        hasImage: j.has_image,
        membersCount: j.members_count,
        pendingInvitationsCount: j.pending_invitations_count,
        maxAllowedMemberships: j.max_allowed_memberships,
        adminDeleteEnabled: j.admin_delete_enabled,
        publicMetadata: j.public_metadata,
        createdAt: d(j.created_at),
        updatedAt: d(j.updated_at),
        role: viewer.roles.get(j.id),
        update: (p?: Json) => c(organization_update, o, p, { organizationId: o.id }),
        destroy: (p?: Json) => c(organization_destroy, o, p, { organizationId: o.id }),
        reload: (p?: Json) => c(organization_reload, o, p, { organizationId: o.id }),
        getMemberships: getMemberships,
        getMembers: getMemberships,
        addMember: (p?: Json) => c(organization_addMember, o, p, { organizationId: o.id }),
        updateMember: (p?: Json) => c(organization_updateMember, o, p, { organizationId: o.id }),
        removeMember: (a: Json, p?: Json) => c(organization_removeMember, o, p, { organizationId: o.id, userId: a }),
        getRoles: (p?: Json) => c(organization_getRoles, o, p, { organizationId: o.id }),
        getInvitations: (p?: Json) => c(organization_getInvitations, o, p, { organizationId: o.id }),
        getPendingInvitations: (p?: Json) => c(organization_getPendingInvitations, o, p, { organizationId: o.id }, { status: "pending" }),
        inviteMember: (p?: Json) => c(organization_inviteMember, o, p, { organizationId: o.id }),
        inviteMembers: (p?: Json) => c(organization_inviteMembers, o, p, { organizationId: o.id }),
      };
      return o;
    },
    role: (j: Json): RoleResource => {
      const o: RoleResource = {
        id: j.id,
        key: j.key,
        name: j.name,
        description: j.description,
        isCreatorEligible: j.is_creator_eligible,
        permissions: j.permissions?.map((x: Json) => x && r.permission(x)),
        createdAt: d(j.created_at),
        updatedAt: d(j.updated_at),
      };
      return o;
    },
    permission: (j: Json): PermissionResource => {
      const o: PermissionResource = {
        id: j.id,
        key: j.key,
        name: j.name,
        description: j.description,
        type: j.type,
        createdAt: d(j.created_at),
        updatedAt: d(j.updated_at),
      };
      return o;
    },
    public_user_data: (j: Json): PublicUserDataResource => {
      const o: PublicUserDataResource = {
        userId: j.user_id,
        identifier: j.identifier,
        firstName: j.first_name,
        lastName: j.last_name,
        imageUrl: j.image_url,
        hasImage: j.has_image,
      };
      return o;
    },
  };
  return r;
};

/** The methods of everything else. */
export const methods = (c: Invoke) => ({
  clerk: (o: Json) => ({
      createOrganization: (p?: Json) => c(clerk_createOrganization, o, p),
      getOrganization: (a: Json, p?: Json) => c(clerk_getOrganization, o, p, { organizationId: a }),
      getOrganizationMemberships: (p?: Json) => c(clerk_getOrganizationMemberships, o, p),
  }),
  sign_in: (o: Json) => ({
      create: (p?: Json) => c(sign_in_create, o, p),
      prepareFirstFactor: (p?: Json) => c(sign_in_prepareFirstFactor, o, p, { signInId: o.id }),
      attemptFirstFactor: (p?: Json) => c(sign_in_attemptFirstFactor, o, p, { signInId: o.id }),
      reload: (p?: Json) => c(sign_in_reload, o, p, { signInId: o.id }),
  }),
  sign_up: (o: Json) => {
    const prepareVerification = (p?: Json) => c(sign_up_prepareVerification, o, p, { signUpId: o.id });
    const attemptVerification = (p?: Json) => c(sign_up_attemptVerification, o, p, { signUpId: o.id });
    return {
      create: (p?: Json) => c(sign_up_create, o, p),
      update: (p?: Json) => c(sign_up_update, o, p, { signUpId: o.id }),
      prepareVerification: prepareVerification,
      prepareEmailAddressVerification: prepareVerification,
      attemptVerification: attemptVerification,
      attemptEmailAddressVerification: attemptVerification,
      reload: (p?: Json) => c(sign_up_reload, o, p, { signUpId: o.id }),
    };
  },
  session: (o: Json) => ({
      touch: (p?: Json) => c(session_touch, o, p, { sessionId: o.id }),
      end: (p?: Json) => c(session_end, o, p, { sessionId: o.id }),
      remove: (p?: Json) => c(session_remove, o, p, { sessionId: o.id }),
  }),
  user: (o: Json) => ({
      getOrganizationMemberships: (p?: Json) => c(user_getOrganizationMemberships, o, p),
      getOrganizationInvitations: (p?: Json) => c(user_getOrganizationInvitations, o, p),
      leaveOrganization: (a: Json, p?: Json) => c(user_leaveOrganization, o, p, { organizationId: a }),
      update: (p?: Json) => c(user_update, o, p),
      reload: (p?: Json) => c(user_reload, o, p),
  }),
});
