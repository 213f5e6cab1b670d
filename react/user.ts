import type { UserResource } from "clerk-wasm";
import { useClerkFor } from "./provider.js";
import { useResources } from "./resources.js";

/** The signed-in user. */
export type UseUserReturn =
  | { isLoaded: false; isSignedIn: undefined; user: undefined }
  | { isLoaded: true; isSignedIn: false; user: null }
  | { isLoaded: true; isSignedIn: true; user: UserResource };

/** The signed-in user with all their data. */
export function useUser(): UseUserReturn {
  const user = useResources(useClerkFor("useUser"))?.user;
  if (user === undefined) return { isLoaded: false, isSignedIn: undefined, user };
  if (user === null) return { isLoaded: true, isSignedIn: false, user };
  return { isLoaded: true, isSignedIn: true, user };
}
