// What Clerk last said, as React state: one snapshot for all hooks, so that no two of them ever disagree.

import type { Clerk, Resources } from "clerk-wasm";
import { useCallback, useSyncExternalStore } from "react";

/** Client, session, user and organization; undefined before the load, and on a server. */
export function useResources(clerk: Clerk): Resources | undefined {
  const subscribe = useCallback(
    (listener: () => void) => clerk.addListener(listener, { skipInitialEmit: true }),
    [clerk],
  );
  return useSyncExternalStore(subscribe, () => clerk.__internal_lastEmittedResources, nothing);
}

const nothing = () => undefined;
