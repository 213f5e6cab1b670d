import type { Clerk, SessionResource } from "clerk-wasm";
import { useClerkFor } from "./provider.js";
import { useResources } from "./resources.js";

/** The current session. */
export type UseSessionReturn =
  | { isLoaded: false; isSignedIn: undefined; session: undefined }
  | { isLoaded: true; isSignedIn: false; session: null }
  | { isLoaded: true; isSignedIn: boolean; session: SessionResource };

/** The current session. One that waits for a task of its user does not count as signed in. */
export function useSession(): UseSessionReturn {
  const session = useResources(useClerkFor("useSession"))?.session;
  if (session === undefined) return { isLoaded: false, isSignedIn: undefined, session };
  if (session === null) return { isLoaded: true, isSignedIn: false, session };
  return { isLoaded: true, isSignedIn: session.status !== "pending", session };
}

/** All sessions of this browser. */
export type UseSessionListReturn =
  | { isLoaded: false; sessions: undefined; setActive: undefined }
  | { isLoaded: true; sessions: SessionResource[]; setActive: Clerk["setActive"] };

/** All sessions of this browser, and the call that makes one of them the current one. */
export function useSessionList(): UseSessionListReturn {
  const clerk = useClerkFor("useSessionList");
  const sessions = useResources(clerk)?.client.sessions;
  if (!sessions) return { isLoaded: false, sessions: undefined, setActive: undefined };
  return { isLoaded: true, sessions, setActive: clerk.setActive };
}
