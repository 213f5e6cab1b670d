// Written by `cargo xtask build` from api/ and codegen/.
export const calls = [
  ["UpdateOrganization", "update", "organization", 2, ["organization_membership"]],
  ["DeleteOrganization", "destroy", "deleted_object", 0, ["organization_membership", "organization_invitation"]],
  ["GetOrganization", "reload", "organization", 6],
  ["ListMemberships", "getMemberships", "organization_membership", 13],
  ["AddMember", "addMember", "organization_membership", 0, ["organization_membership"]],
  ["UpdateMember", "updateMember", "organization_membership", 0, ["organization_membership"]],
  ["RemoveMember", "removeMember", "organization_membership", 0, ["organization_membership"]],
  ["ListRoles", "getRoles", "role", 13],
  ["ListInvitations", "getInvitations", "organization_invitation", 13],
  ["ListInvitations", "getPendingInvitations", "organization_invitation", 13],
  ["InviteMember", "inviteMember", "organization_invitation", 0, ["organization_invitation"]],
  ["InviteMembers", "inviteMembers", "organization_invitation", 1, ["organization_invitation"]],
  ["UpdateMember", "update", "organization_membership", 2, ["organization_membership"]],
  ["RemoveMember", "destroy", "organization_membership", 0, ["organization_membership"]],
  ["RevokeInvitation", "revoke", "organization_invitation", 2, ["organization_invitation"]],
  ["AcceptInvitation", "accept", "user_organization_invitation", 2, ["user_organization_invitation", "organization_invitation", "organization_membership"]],
  ["CreateOrganization", "createOrganization", "organization", 0, ["organization_membership"]],
  ["GetOrganization", "getOrganization", "organization", 4],
  ["ListUserMemberships", "getOrganizationMemberships", "organization_membership", 13],
  ["CreateSignIn", "create", "sign_in", 2],
  ["PrepareFirstFactor", "prepareFirstFactor", "sign_in", 2],
  ["AttemptFirstFactor", "attemptFirstFactor", "sign_in", 2],
  ["GetSignIn", "reload", "sign_in", 6],
  ["CreateSignUp", "create", "sign_up", 2],
  ["UpdateSignUp", "update", "sign_up", 2],
  ["PrepareVerification", "prepareVerification", "sign_up", 2],
  ["AttemptVerification", "attemptVerification", "sign_up", 2],
  ["GetSignUp", "reload", "sign_up", 6],
  ["TouchSession", "touch", "session", 2],
  ["EndSession", "end", "session", 2],
  ["RemoveSession", "remove", "session", 2],
  ["ListUserMemberships", "getOrganizationMemberships", "organization_membership", 13],
  ["ListUserInvitations", "getOrganizationInvitations", "user_organization_invitation", 13],
  ["LeaveOrganization", "leaveOrganization", "deleted_object", 0, ["organization_membership"]],
  ["UpdateUser", "update", "user", 2, ["organization_membership"]],
  ["GetUser", "reload", "user", 6],
];

export const createResources = (c, f, d) => {
  const r = {
    public_user_data: (j) => {
      const o = {
        userId: j.user_id,
        identifier: j.identifier,
        firstName: j.first_name,
        lastName: j.last_name,
        imageUrl: j.image_url,
        hasImage: j.has_image,
      };
      return o;
    },
    organization: (j) => {
      const o = {
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
        role: void 0,
        update: (p) => c(0, o, p, { organizationId: o.id }),
        destroy: (p) => c(1, o, p, { organizationId: o.id }),
        reload: (p) => c(2, o, p, { organizationId: o.id }),
        getMemberships: (p) => c(3, o, p, { organizationId: o.id }),
        getMembers: (p) => c(3, o, p, { organizationId: o.id }),
        addMember: (p) => c(4, o, p, { organizationId: o.id }),
        updateMember: (p) => c(5, o, p, { organizationId: o.id }),
        removeMember: (a, p) => c(6, o, p, { organizationId: o.id, userId: a }),
        getRoles: (p) => c(7, o, p, { organizationId: o.id }),
        getInvitations: (p) => c(8, o, p, { organizationId: o.id }),
        getPendingInvitations: (p) => c(9, o, p, { organizationId: o.id }, { status: "pending" }),
        inviteMember: (p) => c(10, o, p, { organizationId: o.id }),
        inviteMembers: (p) => c(11, o, p, { organizationId: o.id }),
      };
      return f.organization(o);
    },
    organization_membership: (j) => {
      const o = {
        id: j.id,
        role: j.role,
        roleName: j.role_name,
        permissions: j.permissions,
        publicMetadata: j.public_metadata,
        organization: j.organization && r.organization(j.organization),
        publicUserData: j.public_user_data && r.public_user_data(j.public_user_data),
        createdAt: d(j.created_at),
        updatedAt: d(j.updated_at),
        userId: void 0,
        identifier: void 0,
        update: (p) => c(12, o, p, { organizationId: o.organization.id, userId: o.userId }),
        destroy: (p) => c(13, o, p, { organizationId: o.organization.id, userId: o.userId }),
      };
      return f.organization_membership(o);
    },
    organization_invitation: (j) => {
      const o = {
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
        revoke: (p) => c(14, o, p, { organizationId: o.organizationId, invitationId: o.id }),
      };
      return o;
    },
    user_organization_invitation: (j) => {
      const o = {
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
        accept: (p) => c(15, o, p, { invitationId: o.id }),
      };
      return o;
    },
    public_organization_data: (j) => {
      const o = {
        id: j.id,
        name: j.name,
        slug: j.slug,
        imageUrl: j.image_url,
        hasImage: j.has_image,
      };
      return o;
    },
    role: (j) => {
      const o = {
        id: j.id,
        key: j.key,
        name: j.name,
        description: j.description,
        isCreatorEligible: j.is_creator_eligible,
        permissions: j.permissions?.map((x) => x && r.permission(x)),
        createdAt: d(j.created_at),
        updatedAt: d(j.updated_at),
      };
      return o;
    },
    permission: (j) => {
      const o = {
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
  };
  return [r, {
    clerk: (o) => ({
      createOrganization: (p) => c(16, o, p),
      getOrganization: (a, p) => c(17, o, p, { organizationId: a }),
      getOrganizationMemberships: (p) => c(18, o, p),
    }),
    sign_in: (o) => ({
      create: (p) => c(19, o, p),
      prepareFirstFactor: (p) => c(20, o, p, { signInId: o.id }),
      attemptFirstFactor: (p) => c(21, o, p, { signInId: o.id }),
      reload: (p) => c(22, o, p, { signInId: o.id }),
    }),
    sign_up: (o) => ({
      create: (p) => c(23, o, p),
      update: (p) => c(24, o, p, { signUpId: o.id }),
      prepareVerification: (p) => c(25, o, p, { signUpId: o.id }),
      prepareEmailAddressVerification: (p) => c(25, o, p, { signUpId: o.id }),
      attemptVerification: (p) => c(26, o, p, { signUpId: o.id }),
      attemptEmailAddressVerification: (p) => c(26, o, p, { signUpId: o.id }),
      reload: (p) => c(27, o, p, { signUpId: o.id }),
    }),
    session: (o) => ({
      touch: (p) => c(28, o, p, { sessionId: o.id }),
      end: (p) => c(29, o, p, { sessionId: o.id }),
      remove: (p) => c(30, o, p, { sessionId: o.id }),
    }),
    user: (o) => ({
      getOrganizationMemberships: (p) => c(31, o, p),
      getOrganizationInvitations: (p) => c(32, o, p),
      leaveOrganization: (a, p) => c(33, o, p, { organizationId: a }),
      update: (p) => c(34, o, p),
      reload: (p) => c(35, o, p),
    }),
  }];
};
