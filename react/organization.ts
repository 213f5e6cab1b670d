import type { OrganizationInvitationResource, OrganizationMembershipResource, OrganizationResource } from "clerk-wasm";
import type { Asked, Filters } from "clerk-wasm/lists";
import {
  EMPTY,
  type Listed,
  NO_RESOURCES,
  type NoResources,
  type PaginatedResources,
  useList,
  useUnlisted,
} from "./pages.js";
import { useClerkFor } from "./provider.js";
import { useResources } from "./resources.js";

/** What to list of the active organization: nothing unless it is asked for. */
export interface UseOrganizationParams {
  memberships?: Asked<Filters<"memberships">>;
  /** Pending ones unless `status` says otherwise. Admins only. */
  invitations?: Asked<Filters<"invitations">>;
}

/** The active organization with its lists: nothing before the load, all null where none is active. The last two are not in this package, and empty. */
export type UseOrganizationReturn<P extends UseOrganizationParams = UseOrganizationParams> =
  | {
      isLoaded: false;
      organization: undefined;
      membership: undefined;
      memberships: NoResources;
      invitations: NoResources;
      membershipRequests: NoResources;
      domains: NoResources;
    }
  | {
      isLoaded: true;
      organization: null;
      membership: null;
      memberships: null;
      invitations: null;
      membershipRequests: null;
      domains: null;
    }
  | {
      isLoaded: true;
      organization: OrganizationResource;
      /** The user's own. */
      membership: OrganizationMembershipResource | undefined;
      memberships: Listed<OrganizationMembershipResource, P["memberships"]>;
      invitations: Listed<OrganizationInvitationResource, P["invitations"]>;
      membershipRequests: PaginatedResources<never>;
      domains: PaginatedResources<never>;
    };

/** The active organization, its members and its invitations. The lists refresh by themselves after each change. */
export function useOrganization<P extends UseOrganizationParams>(params?: P): UseOrganizationReturn<P> {
  const clerk = useClerkFor("useOrganization");
  const { organization, user } = useResources(clerk) ?? {};
  const memberships = useList(clerk, "memberships", params?.memberships);
  const invitations = useList(clerk, "invitations", params?.invitations);
  useUnlisted(params, "membershipRequests", "domains");
  if (organization === undefined) {
    return { isLoaded: false, organization, membership: undefined, ...each(NO_RESOURCES) };
  }
  if (organization === null) return { isLoaded: true, organization, membership: null, ...each(null) };
  const membership = user?.organizationMemberships.find((membership) => membership.organization.id === organization.id);
  const lists = { memberships, invitations, membershipRequests: EMPTY, domains: EMPTY };
  return { isLoaded: true, organization, membership, ...lists };
}

const each = <T>(list: T) => ({ memberships: list, invitations: list, membershipRequests: list, domains: list });
