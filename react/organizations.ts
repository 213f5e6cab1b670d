import type { Clerk } from "clerk-wasm";
import { useClerkFor } from "./provider.js";
import { useResources } from "./resources.js";

/** The organizations of the signed-in user, as calls: the hook of 2022. */
export interface UseOrganizationsReturn {
  isLoaded: boolean;
  createOrganization: Clerk["createOrganization"];
  getOrganizationMemberships: Clerk["getOrganizationMemberships"];
  getOrganization: Clerk["getOrganization"];
}

/** Calls that are the same on every render and wait for the load, so that they may stand in dependency lists. */
export function useOrganizations(): UseOrganizationsReturn {
  const clerk = useClerkFor("useOrganizations");
  const isLoaded = useResources(clerk) !== undefined;
  const { createOrganization, getOrganizationMemberships, getOrganization } = clerk;
  return { isLoaded, createOrganization, getOrganizationMemberships, getOrganization };
}
