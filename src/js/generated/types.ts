// Written by `cargo xtask build` from api/ and codegen/: change those.

import type { ClerkPage, GetTokenOptions, RequestOptions } from "../public.js";

/** One browser (or device) with its sessions. */
export interface ClientResource {
  /** `client_…` */
  id: string;
  /** The sessions that have not ended. */
  sessions: Array<SessionResource>;
  /** The attempt to sign in; always there. */
  signIn: SignInResource;
  /** The attempt to sign up; always there. */
  signUp: SignUpResource;
  /** The current session. */
  lastActiveSessionId: string | null;
  /** When the client's cookie lapses. */
  cookieExpiresAt: Date | null;
  /** Whether bot protection is off. */
  captchaBypass: boolean;
  /** When it was first seen. */
  createdAt: Date;
  /** When it last changed; grows with every change. */
  updatedAt: Date;
  /** The sessions that are signed in. */
  signedInSessions: SessionResource[];
  /** The same. */
  activeSessions: SessionResource[];
}

/** An invitation as the organization's admins see it. */
export interface OrganizationInvitationResource {
  /** `orginv_…` */
  id: string;
  /** The address that was invited. */
  emailAddress: string;
  /** Key of the role that accepting gives. */
  role: string;
  /** Name of the role for people. */
  roleName: string;
  /** `org_…` */
  organizationId: string;
  /** Where it stands. */
  status: "pending" | "accepted" | "revoked" | "expired" | (string & {});
  /** Data of the app. */
  publicMetadata: Record<string, unknown>;
  /** The link of the e-mail, where the caller may see it. */
  url: string | null;
  /** When it lapses. */
  expiresAt: Date | null;
  /** When it was sent. */
  createdAt: Date;
  /** When it last changed. */
  updatedAt: Date;
  /** Takes the invitation back. */
  revoke: (options?: RequestOptions) => Promise<OrganizationInvitationResource>;
}

/** An invitation as the invited user sees it. */
export interface UserOrganizationInvitationResource {
  /** `orginv_…` */
  id: string;
  /** The address that was invited. */
  emailAddress: string;
  /** Key of the role that accepting gives. */
  role: string;
  /** Name of the role for people. */
  roleName: string;
  /** `org_…` */
  organizationId: string;
  /** The organization, as outsiders see it. */
  publicOrganizationData: PublicOrganizationDataResource;
  /** Where it stands. */
  status: "pending" | "accepted" | "revoked" | "expired" | (string & {});
  /** Data of the app. */
  publicMetadata: Record<string, unknown>;
  /** When it lapses. */
  expiresAt: Date | null;
  /** When it was sent. */
  createdAt: Date;
  /** When it last changed. */
  updatedAt: Date;
  /** Joins the organization. */
  accept: (options?: RequestOptions) => Promise<UserOrganizationInvitationResource>;
}

/** An organization as outsiders see it (docs/fapi.md 4.3). */
export interface PublicOrganizationDataResource {
  /** `org_…` */
  id: string;
  /** Its name. */
  name: string;
  /** Its slug. */
  slug: string | null;
  /** Address of the logo, or of a stand-in. */
  imageUrl: string;
  /** Whether a logo was uploaded. */
  hasImage: boolean;
}

/** A user's place in an organization. */
export interface OrganizationMembershipResource {
  /** `orgmem_…` */
  id: string;
  /** Key of the role, for example `admin` or `org:admin`. */
  role: string;
  /** Name of the role for people. */
  roleName: string;
  /** Keys of the permissions that the role has. */
  permissions: Array<string>;
  /** Data of the app, readable by members. */
  publicMetadata: Record<string, unknown>;
  /** The organization. */
  organization: OrganizationResource;
  /** The user, as other members see them. */
  publicUserData: PublicUserDataResource | null;
  /** When the user joined. */
  createdAt: Date;
  /** When the membership last changed. */
  updatedAt: Date;
  /** `publicUserData.userId` */
  userId: string;
  /** `publicUserData.identifier` */
  identifier: string;
  /** Changes the role. The organization keeps at least one admin. */
  update: (params: {
    /** Key of a role. */
    role: string;
  } & RequestOptions) => Promise<OrganizationMembershipResource>;
  /** Ends the membership. The organization keeps at least one admin. */
  destroy: (options?: RequestOptions) => Promise<OrganizationMembershipResource>;
}

/** A shared account of users. */
export interface OrganizationResource {
  /** `org_…` */
  id: string;
  /** 1 to 256 characters. */
  name: string;
  /** Unique within the app; lower-case letters, digits and dashes. */
  slug: string | null;
  /** Address of the logo, or of a stand-in. */
  imageUrl: string;
  /** Whether a logo was uploaded. */
  hasImage: boolean;
  /** How many members it has. */
  membersCount: number;
  /** How many invitations are pending. */
  pendingInvitationsCount: number;
  /** How many members and pending invitations it may have; 0 means any number. */
  maxAllowedMemberships: number;
  /** Whether its admins may delete it. */
  adminDeleteEnabled: boolean;
  /** Data of the app, readable by members. */
  publicMetadata: Record<string, unknown>;
  /** When it was created. */
  createdAt: Date;
  /** When it last changed. */
  updatedAt: Date;
  /** The current user's role in it, as far as it is known. */
  role: string | undefined;
  /** Changes the name or the slug. */
  update: (params?: {
    /** 1 to 256 characters, no HTML, no URL. */
    name?: string | null;
    /** Lower-case letters, digits and dashes. */
    slug?: string | null;
  } & RequestOptions) => Promise<OrganizationResource>;
  /** Deletes the organization with all its memberships and invitations. */
  destroy: (options?: RequestOptions) => Promise<DeletedObjectResource>;
  /** Fetches an organization that the current user is a member of. */
  reload: (options?: RequestOptions) => Promise<OrganizationResource>;
  /** Lists the members, newest first. */
  getMemberships: (params?: {
    /** Only members that have one of these roles. */
    role?: Array<string> | null;
    /** Only members whose name or identifier contains this text. */
    query?: string | null;
    /** Items per page: 1 to 500. */
    limit?: number | null;
    /** Items to skip. */
    offset?: number | null;
    /** Whether the answer counts the items on all pages. */
    paginated?: boolean | null;
    /** Page to fetch, from 1; without paging parameters all items are fetched. */
    initialPage?: number;
    /** Items per page: 1 to 500, 10 when absent. */
    pageSize?: number;
  } & RequestOptions) => Promise<ClerkPage<OrganizationMembershipResource>>;
  /** Lists the members, newest first. */
  getMembers: (params?: {
    /** Only members that have one of these roles. */
    role?: Array<string> | null;
    /** Only members whose name or identifier contains this text. */
    query?: string | null;
    /** Items per page: 1 to 500. */
    limit?: number | null;
    /** Items to skip. */
    offset?: number | null;
    /** Whether the answer counts the items on all pages. */
    paginated?: boolean | null;
    /** Page to fetch, from 1; without paging parameters all items are fetched. */
    initialPage?: number;
    /** Items per page: 1 to 500, 10 when absent. */
    pageSize?: number;
  } & RequestOptions) => Promise<ClerkPage<OrganizationMembershipResource>>;
  /** Adds a user of the app as a member, without an invitation. */
  addMember: (params: {
    /** `user_…` */
    userId: string;
    /** Key of a role. */
    role: string;
  } & RequestOptions) => Promise<OrganizationMembershipResource>;
  /** Changes a member's role. The organization keeps at least one admin. */
  updateMember: (params: {
    /** `user_…` */
    userId: string;
    /** Key of a role. */
    role: string;
  } & RequestOptions) => Promise<OrganizationMembershipResource>;
  /** Removes a member. The organization keeps at least one admin. */
  removeMember: (userId: string, options?: RequestOptions) => Promise<OrganizationMembershipResource>;
  /** Lists the roles that members can have. */
  getRoles: (params?: {
    /** Items per page: 1 to 500. */
    limit?: number | null;
    /** Items to skip. */
    offset?: number | null;
    /** Page to fetch, from 1; without paging parameters all items are fetched. */
    initialPage?: number;
    /** Items per page: 1 to 500, 10 when absent. */
    pageSize?: number;
  } & RequestOptions) => Promise<ClerkPage<RoleResource>>;
  /** Lists the invitations, newest first. Admins only. */
  getInvitations: (params?: {
    /** Only invitations that stand so; all when absent. */
    status?: Array<"pending" | "accepted" | "revoked" | "expired" | (string & {})> | null;
    /** Items per page: 1 to 500. */
    limit?: number | null;
    /** Items to skip. */
    offset?: number | null;
    /** Page to fetch, from 1; without paging parameters all items are fetched. */
    initialPage?: number;
    /** Items per page: 1 to 500, 10 when absent. */
    pageSize?: number;
  } & RequestOptions) => Promise<ClerkPage<OrganizationInvitationResource>>;
  /** Lists the invitations that nobody has answered yet. */
  getPendingInvitations: (params?: {
    /** Only invitations that stand so; all when absent. */
    status?: Array<"pending" | "accepted" | "revoked" | "expired" | (string & {})> | null;
    /** Items per page: 1 to 500. */
    limit?: number | null;
    /** Items to skip. */
    offset?: number | null;
    /** Page to fetch, from 1; without paging parameters all items are fetched. */
    initialPage?: number;
    /** Items per page: 1 to 500, 10 when absent. */
    pageSize?: number;
  } & RequestOptions) => Promise<ClerkPage<OrganizationInvitationResource>>;
  /** Invites an address by e-mail, whether or not it has an account. Admins only. */
  inviteMember: (params: {
    /** Who is invited. */
    emailAddress: string;
    /** Key of the role that accepting gives. */
    role: string;
    /** Page of the app that the e-mail's link ends on. */
    redirectUrl?: string | null;
  } & RequestOptions) => Promise<OrganizationInvitationResource>;
  /** Invites several addresses, all or none of them. Admins only. */
  inviteMembers: (params: {
    /** Who is invited. */
    emailAddresses: Array<string>;
    /** Key of the role that accepting gives. */
    role: string;
    /** Page of the app that the e-mails' links end on. */
    redirectUrl?: string | null;
  } & RequestOptions) => Promise<Array<OrganizationInvitationResource>>;
}

/** What the server answers after it deleted a resource (docs/fapi.md 4.12). */
export interface DeletedObjectResource {
  /** What it was, for example `organization`. */
  object: string;
  /** The id it had. */
  id: string | null;
  /** The slug it had. */
  slug: string | null;
  /** Always true. */
  deleted: boolean;
}

/** What a member may do. */
export interface RoleResource {
  /** `role_…` */
  id: string;
  /** For example `admin` or `org:admin`. */
  key: string;
  /** Name for people. */
  name: string;
  /** What it is for. */
  description: string;
  /** Whether whoever creates an organization can get it. */
  isCreatorEligible: boolean;
  /** What it allows. */
  permissions: Array<PermissionResource>;
  /** When it was made. */
  createdAt: Date;
  /** When it last changed. */
  updatedAt: Date;
}

/** One thing that a role allows. */
export interface PermissionResource {
  /** `perm_…` */
  id: string;
  /** For example `org:sys_memberships:manage`. */
  key: string;
  /** Name for people. */
  name: string;
  /** What it allows. */
  description: string;
  /** `system`, or `user` for the app's own. */
  type: string;
  /** When it was made. */
  createdAt: Date;
  /** When it last changed. */
  updatedAt: Date;
}

/** A user's signed-in time on one client. */
export interface SessionResource {
  /** `sess_…` */
  id: string;
  /** Where it stands. */
  status: "active" | "pending" | "ended" | "expired" | "removed" | "replaced" | "revoked" | "abandoned" | (string & {});
  /** When it ends for good. */
  expireAt: Date;
  /** When it ends unless it is used. */
  abandonAt: Date;
  /** When it was last used. */
  lastActiveAt: Date;
  /** A fresh token. */
  lastActiveToken: TokenResource | null;
  /** The active organization, `org_…`. */
  lastActiveOrganizationId: string | null;
  /** What the user must do before the session becomes active. */
  tasks: Array<SessionTaskResource> | null;
  /** Who acts for the user, if someone does. */
  actor: any | null;
  /** Minutes since the first and the second factor; -1 where there is none. */
  factorVerificationAge: [number, number] | null;
  /** The user, complete. */
  user: UserResource;
  /** The user, as others see them. */
  publicUserData: PublicUserDataResource | null;
  /** When it began. */
  createdAt: Date;
  /** When it last changed. */
  updatedAt: Date;
  /** A token for the app's own backend; null when nobody is signed in. Fresh ones are kept and shared. */
  getToken: (options?: GetTokenOptions) => Promise<string | null>;
  /** Whether the user has the role and the permission in the active organization. */
  checkAuthorization: (asked: { role?: string; permission?: string }) => boolean;
  /** Marks the session as used and chooses its active organization. */
  touch: (params?: {
    /** Id or slug; empty means none. */
    activeOrganizationId?: string | null;
    /** Why it is touched. */
    intent?: "focus" | "select_session" | "select_org" | (string & {}) | null;
  } & RequestOptions) => Promise<SessionResource>;
  /** Ends the session. */
  end: (options?: RequestOptions) => Promise<SessionResource>;
  /** Ends the session and takes it off the client. */
  remove: (options?: RequestOptions) => Promise<SessionResource>;
}

/** Something that a pending session waits for. */
export interface SessionTaskResource {
  /** For example `choose-organization`. */
  key: string;
}

/** A session token (JWT, RS256), valid for about a minute. */
export interface TokenResource {
  /** What the token says. */
  jwt: { header: Record<string, unknown>; claims: Record<string, unknown>; encoded: Record<string, string> };
  /** The token itself. */
  getRawString: () => string;
}

/** An attempt to sign in. */
export interface SignInResource {
  /** `sia_…` */
  id: string;
  /** What it waits for. */
  status: "needs_identifier" | "needs_first_factor" | "needs_second_factor" | "needs_new_password" | "complete" | "abandoned" | (string & {});
  /** What can identify a user. */
  supportedIdentifiers: Array<string>;
  /** How the user can prove who they are. */
  supportedFirstFactors: Array<FactorResource> | null;
  /** Always null on servers without second factors. */
  supportedSecondFactors: Array<FactorResource> | null;
  /** How far the first factor is. */
  firstFactorVerification: VerificationResource | null;
  /** How far the second factor is. */
  secondFactorVerification: VerificationResource | null;
  /** Who wants to sign in. */
  identifier: string | null;
  /** The session that a complete sign-in began. */
  createdSessionId: string | null;
  /** When it lapses. */
  abandonAt: Date;
  /** Begins to sign in, and ends it too where the proof is complete. */
  create: (params?: {
    /** How: told by what else is given where it is absent. */
    strategy?: "password" | "email_code" | "ticket" | "reset_password_email_code" | (string & {}) | null;
    /** E-mail address. */
    identifier?: string | null;
    /** Password. */
    password?: string | null;
    /** Ticket of an invitation. */
    ticket?: string | null;
    /** Goes on with what began as a sign-up. */
    transfer?: boolean | null;
  } & RequestOptions) => Promise<SignInResource>;
  /** Sends a code. */
  prepareFirstFactor: (params: {
    /** `email_code`. */
    strategy: "password" | "email_code" | "ticket" | "reset_password_email_code" | (string & {});
    /** `idn_…` of the address; the main one when absent. */
    emailAddressId?: string | null;
  } & RequestOptions) => Promise<SignInResource>;
  /** Proves who one is. */
  attemptFirstFactor: (params: {
    /** `password` or `email_code`. */
    strategy: "password" | "email_code" | "ticket" | "reset_password_email_code" | (string & {});
    /** Password. */
    password?: string | null;
    /** Code of the e-mail. */
    code?: string | null;
  } & RequestOptions) => Promise<SignInResource>;
  /** Fetches the attempt anew. */
  reload: (options?: RequestOptions) => Promise<SignInResource>;
}

/** A way to prove who one is. */
export interface FactorResource {
  /** For example `password`, `email_code` or `ticket`. */
  strategy: string;
  /** The address that a code goes to, shortened. */
  safeIdentifier: string | null;
  /** `idn_…` of that address. */
  emailAddressId: string | null;
}

/** How far a proof is. */
export interface VerificationResource {
  /** `verification_password`, `verification_otp` or `verification_ticket`. */
  object: string;
  /** `unverified`, `verified`, `failed` or `expired`. */
  status: string;
  /** For example `password`, `email_code` or `ticket`. */
  strategy: string;
  /** How often it was tried. */
  attempts: number | null;
  /** When it lapses. */
  expireAt: Date | null;
}

/** An attempt to sign up. */
export interface SignUpResource {
  /** `sua_…` */
  id: string;
  /** What it waits for. */
  status: "missing_requirements" | "complete" | "abandoned" | (string & {});
  /** Fields that must be filled. */
  requiredFields: Array<string>;
  /** Fields that may be filled. */
  optionalFields: Array<string>;
  /** Required fields that are still empty. */
  missingFields: Array<string>;
  /** Filled fields that are still to be verified. */
  unverifiedFields: Array<string>;
  /** How far the verifications are. */
  verifications: SignUpVerificationsResource | null;
  /** The address. */
  emailAddress: string | null;
  /** Given name. */
  firstName: string | null;
  /** Family name. */
  lastName: string | null;
  /** Whether a password is set. Clients read this name, the spec has the other (docs/fapi.md 9). */
  hasPassword: boolean;
  /** Whether a password is set. */
  passwordEnabled: boolean;
  /** Data of the app, writable by the user. */
  unsafeMetadata: Record<string, unknown>;
  /** The session that a complete sign-up began. */
  createdSessionId: string | null;
  /** The user that a complete sign-up made. */
  createdUserId: string | null;
  /** When it lapses. */
  abandonAt: Date;
  /** Begins to sign up, and ends it too where nothing is missing. */
  create: (params?: {
    /** `ticket`, or absent. */
    strategy?: "password" | "email_code" | "ticket" | "reset_password_email_code" | (string & {}) | null;
    /** Ticket of an invitation; it verifies the invited address by itself. */
    ticket?: string | null;
    /** E-mail address. */
    emailAddress?: string | null;
    /** Password of at least 8 characters. */
    password?: string | null;
    /** Given name. */
    firstName?: string | null;
    /** Family name. */
    lastName?: string | null;
    /** Data of the app. */
    unsafeMetadata?: Record<string, unknown> | null;
    /** Goes on with what began as a sign-in. */
    transfer?: boolean | null;
  } & RequestOptions) => Promise<SignUpResource>;
  /** Fills in what is missing. */
  update: (params?: {
    /** E-mail address. */
    emailAddress?: string | null;
    /** Password of at least 8 characters. */
    password?: string | null;
    /** Given name. */
    firstName?: string | null;
    /** Family name. */
    lastName?: string | null;
    /** Data of the app. */
    unsafeMetadata?: Record<string, unknown> | null;
  } & RequestOptions) => Promise<SignUpResource>;
  /** Sends a code to the address. */
  prepareVerification: (params?: {
    /** `email_code`, also when absent. */
    strategy?: "password" | "email_code" | "ticket" | "reset_password_email_code" | (string & {}) | null;
  } & RequestOptions) => Promise<SignUpResource>;
  /** Sends a code to the address. */
  prepareEmailAddressVerification: (params?: {
    /** `email_code`, also when absent. */
    strategy?: "password" | "email_code" | "ticket" | "reset_password_email_code" | (string & {}) | null;
  } & RequestOptions) => Promise<SignUpResource>;
  /** Verifies the address by the code. */
  attemptVerification: (params: {
    /** `email_code`, also when absent. */
    strategy?: "password" | "email_code" | "ticket" | "reset_password_email_code" | (string & {}) | null;
    /** Code of the e-mail. */
    code: string;
  } & RequestOptions) => Promise<SignUpResource>;
  /** Verifies the address by the code. */
  attemptEmailAddressVerification: (params: {
    /** `email_code`, also when absent. */
    strategy?: "password" | "email_code" | "ticket" | "reset_password_email_code" | (string & {}) | null;
    /** Code of the e-mail. */
    code: string;
  } & RequestOptions) => Promise<SignUpResource>;
  /** Fetches the attempt anew. */
  reload: (options?: RequestOptions) => Promise<SignUpResource>;
}

/** How far a sign-up's verifications are. */
export interface SignUpVerificationsResource {
  /** Of the e-mail address. */
  emailAddress: SignUpVerificationResource | null;
}

/** How far a sign-up's verification is, and what comes next. */
export interface SignUpVerificationResource {
  /** `verification_otp` or `verification_ticket`. */
  object: string;
  /** `unverified`, `verified`, `failed` or `expired`. */
  status: string;
  /** `email_code` or `ticket`. */
  strategy: string | null;
  /** `needs_prepare`, `needs_attempt` or empty. */
  nextAction: string;
  /** How it can be verified. */
  supportedStrategies: Array<string>;
  /** How often it was tried. */
  attempts: number | null;
  /** When it lapses. */
  expireAt: Date | null;
}

/** The signed-in user. */
export interface UserResource {
  /** `user_…` */
  id: string;
  /** Always null on servers without usernames. */
  username: string | null;
  /** Given name. */
  firstName: string | null;
  /** Family name. */
  lastName: string | null;
  /** Address of the picture, or of a stand-in. */
  imageUrl: string;
  /** Whether a picture was uploaded. */
  hasImage: boolean;
  /** Which of the addresses is the main one. */
  primaryEmailAddressId: string | null;
  /** Whether a password is set. */
  passwordEnabled: boolean;
  /** The user's addresses. */
  emailAddresses: Array<EmailAddressResource>;
  /** The user's phone numbers. SDKs of 2022 stop where the list is absent (docs/fapi.md 11), and so for the next two. */
  phoneNumbers: Array<any>;
  /** The user's wallets. */
  web3Wallets: Array<any>;
  /** The user's accounts with other services. */
  externalAccounts: Array<any>;
  /** The user's memberships, newest first: the first 500 and the active organization's. `getOrganizationMemberships` has all. */
  organizationMemberships: Array<OrganizationMembershipResource>;
  /** Data of the app, readable by the user. */
  publicMetadata: Record<string, unknown>;
  /** Data of the app, writable by the user. */
  unsafeMetadata: Record<string, unknown>;
  /** Whether the user may create organizations. */
  createOrganizationEnabled: boolean;
  /** How many organizations the user may create; 0 or null means any number. */
  createOrganizationsLimit: number | null;
  /** Last sign-in. */
  lastSignInAt: Date | null;
  /** When the account was made. */
  createdAt: Date;
  /** When it last changed. */
  updatedAt: Date;
  /** Given and family name. */
  fullName: string | null;
  /** The main address. */
  primaryEmailAddress: EmailAddressResource | null;
  /** Lists the current user's memberships, newest first. */
  getOrganizationMemberships: (params?: {
    /** Items per page: 1 to 500. */
    limit?: number | null;
    /** Items to skip. */
    offset?: number | null;
    /** Whether the answer counts the items on all pages. */
    paginated?: boolean | null;
    /** Page to fetch, from 1; without paging parameters all items are fetched. */
    initialPage?: number;
    /** Items per page: 1 to 500, 10 when absent. */
    pageSize?: number;
  } & RequestOptions) => Promise<ClerkPage<OrganizationMembershipResource>>;
  /** Lists the invitations to one of the user's addresses. */
  getOrganizationInvitations: (params?: {
    /** Only invitations that stand so; all when absent. */
    status?: Array<"pending" | "accepted" | "revoked" | "expired" | (string & {})> | null;
    /** Items per page: 1 to 500. */
    limit?: number | null;
    /** Items to skip. */
    offset?: number | null;
    /** Page to fetch, from 1; without paging parameters all items are fetched. */
    initialPage?: number;
    /** Items per page: 1 to 500, 10 when absent. */
    pageSize?: number;
  } & RequestOptions) => Promise<ClerkPage<UserOrganizationInvitationResource>>;
  /** Ends the user's own membership. The organization keeps at least one admin. */
  leaveOrganization: (organizationId: string, options?: RequestOptions) => Promise<DeletedObjectResource>;
  /** Changes the user's name. */
  update: (params?: {
    /** Given name; null removes it. */
    firstName?: string | null;
    /** Family name; null removes it. */
    lastName?: string | null;
  } & RequestOptions) => Promise<UserResource>;
  /** Fetches the user anew. */
  reload: (options?: RequestOptions) => Promise<UserResource>;
}

/** One of a user's e-mail addresses. */
export interface EmailAddressResource {
  /** `idn_…` */
  id: string;
  /** The address. */
  emailAddress: string;
  /** How it was verified; null while it is not. */
  verification: VerificationResource | null;
  /** When it was added. */
  createdAt: Date;
  /** When it last changed. */
  updatedAt: Date;
}

/** A user as other members of an organization see them (docs/fapi.md 4.3). */
export interface PublicUserDataResource {
  /** `user_…` */
  userId: string | null;
  /** The main e-mail address. */
  identifier: string;
  /** Given name. */
  firstName: string | null;
  /** Family name. */
  lastName: string | null;
  /** Address of the picture, or of a stand-in. */
  imageUrl: string;
  /** Whether a picture was uploaded. */
  hasImage: boolean;
}

/** Methods of the Clerk object that are calls to the server. */
export interface ClerkMethods {
  /** Creates an organization; the current user becomes its admin. It is not made the active one. */
  createOrganization: (params: {
    /** 1 to 256 characters, no HTML, no URL. */
    name: string;
    /** Derived from the name when absent. */
    slug?: string | null;
  } & RequestOptions) => Promise<OrganizationResource>;
  /** Fetches an organization that the current user is a member of. */
  getOrganization: (organizationId: string, options?: RequestOptions) => Promise<OrganizationResource>;
  /** Lists the current user's memberships, newest first. */
  getOrganizationMemberships: (params?: {
    /** Items per page: 1 to 500. */
    limit?: number | null;
    /** Items to skip. */
    offset?: number | null;
    /** Whether the answer counts the items on all pages. */
    paginated?: boolean | null;
    /** Page to fetch, from 1; without paging parameters all items are fetched. */
    initialPage?: number;
    /** Items per page: 1 to 500, 10 when absent. */
    pageSize?: number;
  } & RequestOptions) => Promise<ClerkPage<OrganizationMembershipResource>>;
}
