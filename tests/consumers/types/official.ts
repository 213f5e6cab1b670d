// What has the same name here and in Clerk's own packages has a type that fits there: an app can move.
import type * as react from "@clerk/shared/react";
import type * as official from "@clerk/shared/types";
import type * as ours from "clerk-wasm";
import type * as hooks from "clerk-wasm/react";

type Plain = string | number | boolean | null | undefined | Date;
/** Names of the data that both have: what is made of other resources is compared resource by resource. */
type Shared<Ours, Official> = {
  [K in keyof Ours & keyof Official]: NonNullable<Official[K]> extends Plain ? K : never;
}[keyof Ours & keyof Official];

/** Without the values that a newer server may come up with: ours are open to them. */
type Known<T> = [Literals<Extract<T, string>>] extends [never] ? T : Literals<T>;
type Literals<T> = T extends string ? (string extends T ? never : T) : T;
/** Names of the data whose type does not fit. */
type Differing<Ours, Official> = {
  [K in Shared<Ours, Official>]: Known<Ours[K]> extends Official[K] ? never : K;
}[Shared<Ours, Official>];
/** An error that tells the names, where there are any. */
type None<Names extends never> = Names;

export type Data = [
  None<Differing<ours.ClientResource, official.ClientResource>>,
  None<Differing<ours.SessionResource, official.SessionResource>>,
  None<Differing<ours.UserResource, official.UserResource>>,
  None<Differing<ours.EmailAddressResource, official.EmailAddressResource>>,
  // Null, as on the wire, and not undefined.
  None<Exclude<Differing<ours.PublicUserDataResource, official.PublicUserData>, "userId">>,
  None<Differing<ours.OrganizationResource, official.OrganizationResource>>,
  None<Differing<ours.OrganizationMembershipResource, official.OrganizationMembershipResource>>,
  None<Differing<ours.OrganizationInvitationResource, official.OrganizationInvitationResource>>,
  None<Differing<ours.UserOrganizationInvitationResource, official.UserOrganizationInvitationResource>>,
  None<Differing<ours.RoleResource, official.RoleResource>>,
  // Open to other types than the two of today.
  None<Exclude<Differing<ours.PermissionResource, official.PermissionResource>, "type">>,
  // `abandoned` is not among the official ones.
  None<Exclude<Differing<ours.SignInResource, official.SignInResource>, "status">>,
  // A Date like all times.
  None<Exclude<Differing<ours.SignUpResource, official.SignUpResource>, "abandonAt">>,
  None<Differing<ours.Clerk, official.Clerk>>,
  None<Differing<ours.ClerkAPIError, official.ClerkAPIError>>,
];

type Calls = (...args: never[]) => unknown;
/** Takes what the official method takes. */
function takes<Ours extends Calls, Official extends Calls>(
  _check: Parameters<Official> extends Parameters<Ours> ? "takes" : "refuses",
) {}

type Organization = ours.OrganizationResource;
type OfficialOrganization = official.OrganizationResource;
takes<ours.Clerk["createOrganization"], official.Clerk["createOrganization"]>("takes");
takes<ours.Clerk["getOrganization"], official.Clerk["getOrganization"]>("takes");
takes<Organization["getMemberships"], OfficialOrganization["getMemberships"]>("takes");
takes<Organization["getInvitations"], OfficialOrganization["getInvitations"]>("takes");
takes<Organization["getRoles"], OfficialOrganization["getRoles"]>("takes");
takes<Organization["inviteMember"], OfficialOrganization["inviteMember"]>("takes");
takes<Organization["inviteMembers"], OfficialOrganization["inviteMembers"]>("takes");
takes<Organization["addMember"], OfficialOrganization["addMember"]>("takes");
takes<Organization["updateMember"], OfficialOrganization["updateMember"]>("takes");
takes<Organization["removeMember"], OfficialOrganization["removeMember"]>("takes");
takes<Organization["update"], OfficialOrganization["update"]>("takes");
takes<Organization["destroy"], OfficialOrganization["destroy"]>("takes");
takes<ours.OrganizationMembershipResource["update"], official.OrganizationMembershipResource["update"]>("takes");
takes<ours.OrganizationInvitationResource["revoke"], official.OrganizationInvitationResource["revoke"]>("takes");
takes<ours.UserResource["leaveOrganization"], official.UserResource["leaveOrganization"]>("takes");
takes<ours.UserResource["getOrganizationMemberships"], official.UserResource["getOrganizationMemberships"]>("takes");
// One status there, a list of them here, as everywhere else.
takes<ours.UserResource["getOrganizationInvitations"], official.UserResource["getOrganizationInvitations"]>("refuses");
takes<ours.SessionResource["getToken"], official.SessionResource["getToken"]>("takes");

/** Each state of our hook is one of the official hook. */
type States<T> = T extends unknown ? Pick<T, Shared<T, T>> : never;
function states<Ours, Official>(_check: States<Ours> extends States<Official> ? "fits" : "differs") {}

states<hooks.UseAuthReturn, official.UseAuthReturn>("fits");
states<Pick<hooks.UseUserReturn, "isLoaded" | "isSignedIn">, Pick<official.UseUserReturn, "isLoaded" | "isSignedIn">>(
  "fits",
);

/** What the official hook answers, and ours does not. */
type Lacking<Ours, Official> = Exclude<keyof Official, keyof Ours>;

export type Answers = [
  None<Lacking<hooks.UseAuthReturn, official.UseAuthReturn>>,
  None<Lacking<hooks.UseUserReturn, official.UseUserReturn>>,
  None<Lacking<hooks.UseSessionReturn, official.UseSessionReturn>>,
  None<Lacking<hooks.UseSessionListReturn, official.UseSessionListReturn>>,
  None<Lacking<hooks.UseOrganizationReturn, ReturnType<typeof react.useOrganization>>>,
  None<Lacking<hooks.UseOrganizationListReturn, ReturnType<typeof react.useOrganizationList>>>,
  None<
    Lacking<hooks.PaginatedResources<unknown>, NonNullable<ReturnType<typeof react.useOrganization>["memberships"]>>
  >,
];
