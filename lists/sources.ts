// The lists that there are, and where each comes from. One more is one more entry in each of the two tables.

import type {
  ClerkPage,
  OrganizationInvitationResource,
  OrganizationMembershipResource,
  OrganizationResource,
  Resources,
  UserOrganizationInvitationResource,
  UserResource,
} from "clerk-wasm";

/** What a method that lists takes. */
type Takes<Method> = Method extends (params?: infer Params) => unknown ? NonNullable<Params> : never;

/** The lists by name: type of their items, and filters. */
export interface Lists {
  /** The members of the active organization. */
  memberships: {
    item: OrganizationMembershipResource;
    filters: Pick<Takes<OrganizationResource["getMemberships"]>, "role" | "query">;
  };
  /** The invitations to the active organization; only its admins may read them. Pending ones unless `status` says otherwise. */
  invitations: {
    item: OrganizationInvitationResource;
    filters: Pick<Takes<OrganizationResource["getInvitations"]>, "status">;
  };
  /** The organizations that the user belongs to. */
  userMemberships: { item: OrganizationMembershipResource; filters: object };
  /** The organizations that the user is invited to. Pending invitations unless `status` says otherwise. */
  userInvitations: {
    item: UserOrganizationInvitationResource;
    filters: Pick<Takes<UserResource["getOrganizationInvitations"]>, "status">;
  };
}

export type ListName = keyof Lists;
export type Item<Name extends ListName> = Lists[Name]["item"];
export type Filters<Name extends ListName> = Lists[Name]["filters"];

/** Fetches one page. */
export type Fetch<Name extends ListName> = (
  params: Filters<Name> & { initialPage: number; pageSize: number },
) => Promise<ClerkPage<Item<Name>>>;

/** Where a list comes from. */
interface Source<Name extends ListName> {
  /** Type of its items, as the event `change` names it. */
  resource: string;
  /** Whose list it is. */
  of: "user" | "organization";
  /** undefined while there is nothing to ask. */
  fetch: (resources: Resources) => Fetch<Name> | undefined;
  /** Filters where the app gives none. */
  filters?: Filters<Name>;
}

export const SOURCES: { [Name in ListName]: Source<Name> } = {
  memberships: {
    resource: "organization_membership",
    of: "organization",
    fetch: ({ organization }) => organization?.getMemberships,
  },
  invitations: {
    resource: "organization_invitation",
    of: "organization",
    fetch: ({ organization }) => organization?.getInvitations,
    filters: { status: ["pending"] },
  },
  userMemberships: {
    resource: "organization_membership",
    of: "user",
    fetch: ({ user }) => user?.getOrganizationMemberships,
  },
  userInvitations: {
    resource: "user_organization_invitation",
    of: "user",
    fetch: ({ user }) => user?.getOrganizationInvitations,
    filters: { status: ["pending"] },
  },
};
