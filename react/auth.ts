import type { Clerk, GetTokenOptions, SessionResource } from "clerk-wasm";
import { useClerkFor } from "./provider.js";
import { useResources } from "./resources.js";

/** Whether the user has the role and the permission in the active organization. */
export type Has = SessionResource["checkAuthorization"];

/** How a session counts that waits for a task of its user. */
export interface PendingOptions {
  /** True when absent. */
  treatPendingAsSignedOut?: boolean | undefined;
}

/** The same on every render; both wait for the load. */
interface AuthCalls {
  /** A token for the app's own backend; null when nobody is signed in. */
  getToken: (options?: GetTokenOptions) => Promise<string | null>;
  signOut: Clerk["signOut"];
}

/** Who uses the app. Nothing is known before the load. */
export type UseAuthReturn = AuthCalls &
  (
    | {
        isLoaded: false;
        isSignedIn: undefined;
        userId: undefined;
        sessionId: undefined;
        sessionClaims: undefined;
        actor: undefined;
        orgId: undefined;
        orgRole: undefined;
        orgSlug: undefined;
        has: Has;
      }
    | {
        isLoaded: true;
        isSignedIn: false;
        userId: null;
        sessionId: null;
        sessionClaims: null;
        actor: null;
        orgId: null;
        orgRole: null;
        orgSlug: null;
        has: Has;
      }
    | ({
        isLoaded: true;
        isSignedIn: true;
        userId: string;
        sessionId: string;
        /** What the session's token says. */
        sessionClaims: Record<string, unknown>;
        /** Who acts for the user, if someone does. */
        actor: SessionResource["actor"];
        has: Has;
      } & ({ orgId: null; orgRole: null; orgSlug: null } | { orgId: string; orgRole: string; orgSlug: string | null }))
  );

const LOADING = {
  isLoaded: false,
  isSignedIn: undefined,
  userId: undefined,
  sessionId: undefined,
  sessionClaims: undefined,
  actor: undefined,
  orgId: undefined,
  orgRole: undefined,
  orgSlug: undefined,
  has: () => false,
} as const;

const NO_ORGANIZATION = { orgId: null, orgRole: null, orgSlug: null } as const;

const SIGNED_OUT = {
  isLoaded: true,
  isSignedIn: false,
  userId: null,
  sessionId: null,
  sessionClaims: null,
  actor: null,
  has: () => false,
  ...NO_ORGANIZATION,
} as const;

/** Who is signed in, in which organization and role, and tokens for the app's backend. */
export function useAuth(options?: PendingOptions): UseAuthReturn {
  return useAuthFor("useAuth", options);
}

/** The same for what is called `caller`. */
export function useAuthFor(caller: string, { treatPendingAsSignedOut = true }: PendingOptions = {}): UseAuthReturn {
  const clerk = useClerkFor(caller);
  const resources = useResources(clerk);
  const calls = callsOf(clerk);
  if (!resources) return { ...LOADING, ...calls };
  const { session, user, organization } = resources;
  const isPending = session?.status === "pending" && treatPendingAsSignedOut;
  if (!session || !user || isPending) return { ...SIGNED_OUT, ...calls };
  const signedIn = {
    isLoaded: true,
    isSignedIn: true,
    userId: user.id,
    sessionId: session.id,
    sessionClaims: session.lastActiveToken?.jwt.claims ?? {},
    actor: session.actor ?? null,
    has: session.checkAuthorization,
    ...calls,
  } as const;
  const membership = user.organizationMemberships.find((membership) => membership.organization.id === organization?.id);
  if (!organization || !membership) return { ...signedIn, ...NO_ORGANIZATION };
  return { ...signedIn, orgId: organization.id, orgRole: membership.role, orgSlug: organization.slug };
}

const calls = new WeakMap<Clerk, AuthCalls>();

function callsOf(clerk: Clerk): AuthCalls {
  const known = calls.get(clerk);
  if (known) return known;
  const getToken: AuthCalls["getToken"] = async (options) => {
    await clerk.load();
    return clerk.session?.getToken(options) ?? null;
  };
  const made = { getToken, signOut: clerk.signOut };
  calls.set(clerk, made);
  return made;
}
