// One Clerk for the components below: made from the key, or given.

import type { Clerk } from "clerk-wasm";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useReducer } from "react";
import { borrowedClerk, ownedClerk, type Provided } from "./owned.js";

/** Either a key, from which the provider makes the Clerk object, or the object itself. */
export type ClerkProviderProps = { children?: ReactNode } & (
  | {
      /** The key that begins with `pk_test_` or `pk_live_`. */
      publishableKey: string;
      /** Where the Frontend API is reached in place of the key's host: an absolute URL, or a path of the app's origin. */
      proxyUrl?: string | undefined;
      clerk?: undefined;
    }
  | {
      /** An object of the app's own: made once, not on each render. */
      clerk: Clerk;
      publishableKey?: string | undefined;
      proxyUrl?: undefined;
    }
);

const ClerkContext = createContext<Clerk | undefined>(undefined);

/** Gives the Clerk object to the hooks and components below, and loads it. There is one in an app. */
export function ClerkProvider({ children, publishableKey, proxyUrl, clerk: given }: ClerkProviderProps) {
  if (useContext(ClerkContext)) {
    throw new Error("<ClerkProvider> stands inside another <ClerkProvider>: an app has one, around everything.");
  }
  const [round, makeAnother] = useReducer((round: number) => round + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round needs another object
  const provided = useMemo(() => find(publishableKey, proxyUrl, given), [publishableKey, proxyUrl, given, round]);
  useEffect(() => {
    // Components that were hidden (by <Activity>) and come back find their object disposed.
    if (provided.isDisposed) return makeAnother();
    const letGo = provided.hold();
    const stop = load(provided.clerk);
    return () => {
      stop();
      letGo();
    };
  }, [provided]);
  const { clerk } = provided;
  // Below another object everything begins anew: lists and subscriptions belong to the one before.
  return (
    <ClerkContext.Provider key={numberOf(clerk)} value={clerk}>
      {children}
    </ClerkContext.Provider>
  );
}

/** The Clerk object of the provider around `caller`. */
export function useClerkFor(caller: string): Clerk {
  const clerk = useContext(ClerkContext);
  if (!clerk) throw new Error(`${caller} is used outside of <ClerkProvider>: put the provider around the app.`);
  return clerk;
}

/** The Clerk object. Its methods are the same on every render, and wait for the load. */
export function useClerk(): Clerk {
  return useClerkFor("useClerk");
}

const numbers = new WeakMap<Clerk, number>();
let last = 0;

/** Tells Clerk objects apart. */
function numberOf(clerk: Clerk): number {
  const number = numbers.get(clerk) ?? ++last;
  numbers.set(clerk, number);
  return number;
}

function find(publishableKey: string | undefined, proxyUrl: string | undefined, given: Clerk | undefined): Provided {
  if (given) {
    if (typeof given.addListener !== "function") {
      const what = typeof given === "function" ? "a class" : "something";
      throw new Error(`<ClerkProvider> got ${what} that is no Clerk object as clerk: pass new Clerk(publishableKey).`);
    }
    if (publishableKey && publishableKey !== given.publishableKey) {
      throw new Error("<ClerkProvider> got a publishableKey and a clerk object of another key: leave the key out.");
    }
    return borrowedClerk(given);
  }
  if (!publishableKey) {
    throw new Error("<ClerkProvider> has no publishableKey: pass the key that begins with pk_test_ or pk_live_.");
  }
  return ownedClerk(publishableKey, proxyUrl);
}

/**
 * Loads the object, until the function that it returns is called. A failure is told to the developer, and the load is
 * tried again when the network is back.
 */
function load(clerk: Clerk): () => void {
  const left = new AbortController();
  const { signal } = left;
  const attempt = () =>
    clerk.load().catch((error: Error) => {
      if (signal.aborted) return;
      console.error(error.message);
      window.addEventListener("online", attempt, { once: true, signal });
    });
  attempt();
  return () => left.abort();
}
