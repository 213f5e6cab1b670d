// The same for Next.js: all of it runs in the browser, where the App Router needs to be told so ("use client" is put
// before the bundle). Rendering on the server shows what is known there: nothing.

import { type ClerkProviderProps, ClerkProvider as Provider } from "clerk-wasm/react";
import type { ReactNode } from "react";

declare const process: { env: { NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY?: string } };

/** Everything of the provider; the key may also stand in `NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY`. */
export type NextClerkProviderProps =
  | ClerkProviderProps
  | { children?: ReactNode; publishableKey?: undefined; proxyUrl?: string | undefined; clerk?: undefined };

const KEYLESS =
  "<ClerkProvider> has no publishableKey: set NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY in .env.local and build or start the app again, or pass the key.";

/** Gives the Clerk object to the hooks and components below, and loads it in the browser. There is one in an app. */
export function ClerkProvider(props: NextClerkProviderProps) {
  // Next.js puts the variable's value here when it builds.
  const fromBuild = props.clerk ? undefined : process.env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY;
  const publishableKey = props.publishableKey || fromBuild;
  if (!props.clerk && !publishableKey) throw new Error(KEYLESS);
  return <Provider {...({ ...props, publishableKey } as ClerkProviderProps)} />;
}

// One by one: a client module cannot export everything of another.
export {
  type Asked,
  type Has,
  type NoResources,
  type PageData,
  type PaginatedResources,
  type PendingOptions,
  Protect,
  type ProtectProps,
  Show,
  type ShowProps,
  type ShowWhen,
  SignedIn,
  SignedOut,
  type UseAuthReturn,
  type UseOrganizationListParams,
  type UseOrganizationListReturn,
  type UseOrganizationParams,
  type UseOrganizationReturn,
  type UseOrganizationsReturn,
  type UseSessionListReturn,
  type UseSessionReturn,
  type UseUserReturn,
  useAuth,
  useClerk,
  useOrganization,
  useOrganizationList,
  useOrganizations,
  useSession,
  useSessionList,
  useUser,
} from "clerk-wasm/react";
