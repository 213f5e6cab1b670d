import type { Clerk, OrganizationMembershipResource, UserOrganizationInvitationResource } from "clerk-wasm";
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

/** What to list of the signed-in user: nothing unless it is asked for. */
export interface UseOrganizationListParams {
  userMemberships?: Asked;
  /** Pending ones unless `status` says otherwise. */
  userInvitations?: Asked<Filters<"userInvitations">>;
}

/** The user's organizations: nothing while nobody is signed in. The last list is not in this package, and empty. */
export type UseOrganizationListReturn<P extends UseOrganizationListParams = UseOrganizationListParams> =
  | {
      isLoaded: false;
      createOrganization: undefined;
      setActive: undefined;
      userMemberships: NoResources;
      userInvitations: NoResources;
      userSuggestions: NoResources;
    }
  | {
      isLoaded: true;
      createOrganization: Clerk["createOrganization"];
      setActive: Clerk["setActive"];
      userMemberships: Listed<OrganizationMembershipResource, P["userMemberships"]>;
      userInvitations: Listed<UserOrganizationInvitationResource, P["userInvitations"]>;
      userSuggestions: PaginatedResources<never>;
    };

/** The organizations of the signed-in user and the invitations to them. The lists refresh by themselves. */
export function useOrganizationList<P extends UseOrganizationListParams>(params?: P): UseOrganizationListReturn<P> {
  const clerk = useClerkFor("useOrganizationList");
  const user = useResources(clerk)?.user;
  const userMemberships = useList(clerk, "userMemberships", params?.userMemberships);
  const userInvitations = useList(clerk, "userInvitations", params?.userInvitations);
  useUnlisted(params, "userSuggestions");
  if (!user) {
    const calls = { createOrganization: undefined, setActive: undefined };
    const lists = { userMemberships: NO_RESOURCES, userInvitations: NO_RESOURCES, userSuggestions: NO_RESOURCES };
    return { isLoaded: false, ...calls, ...lists };
  }
  const { createOrganization, setActive } = clerk;
  const lists = { userMemberships, userInvitations, userSuggestions: EMPTY };
  return { isLoaded: true, createOrganization, setActive, ...lists };
}
