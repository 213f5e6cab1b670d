// The lists that hooks have fetched from one Clerk. Those on screen refresh by themselves after every call that
// changes what they show; which calls those are stands in the endpoint tables of api/.

import { QueryClient, type QueryKey } from "@tanstack/react-query";
import type { Clerk } from "clerk-wasm";

/** How long a list that is shown again counts as fresh, in milliseconds. */
const FRESH = 60_000;

export interface Lists {
  cache: QueryClient;
  /** Fetches again what is on screen and begins with this key, once however many ask; the rest when it is shown next. */
  refresh: (key: QueryKey) => Promise<void>;
}

const known = new WeakMap<Clerk, Lists>();

export function listsOf(clerk: Clerk): Lists {
  const lists = known.get(clerk) ?? create(clerk);
  known.set(clerk, lists);
  return lists;
}

function create(clerk: Clerk): Lists {
  const cache = new QueryClient({
    // The objects have methods and an identity, which copying would lose; retries and being offline are Clerk's part.
    defaultOptions: { queries: { staleTime: FRESH, structuralSharing: false, retry: false, networkMode: "always" } },
  });
  const refresh = refresher(cache);
  if (typeof window !== "undefined") {
    // Refreshes what is out of date when the page is looked at again.
    cache.mount();
    clerk.on("change", (resources) => {
      for (const resource of resources) void refresh([resource]);
    });
    forgetOthers(clerk, cache);
  }
  return { cache, refresh };
}

/** Waits for the components first: a list that a change has taken off the screen must not be fetched again. */
function refresher(cache: QueryClient): Lists["refresh"] {
  let keys: QueryKey[] = [];
  let next: Promise<void> | undefined;
  return (key) => {
    keys.push(key);
    next ??= new Promise((resolve) => setTimeout(resolve)).then(() => {
      const due = keys;
      keys = [];
      next = undefined;
      const begins = (all: QueryKey) => due.some((key) => key.every((part, place) => part === all[place]));
      const predicate = ({ queryKey }: { queryKey: QueryKey }) => begins(queryKey);
      // An answer under way may be older than the change.
      void cache.cancelQueries({ type: "active", predicate }, { revert: false, silent: true });
      return cache.invalidateQueries({ predicate });
    });
    return next;
  };
}

/** Nothing of a user stays when another one comes. */
function forgetOthers(clerk: Clerk, cache: QueryClient): void {
  let last: string | undefined;
  clerk.addListener(({ user }) => {
    if (user?.id === last) return;
    last = user?.id;
    // Those on screen go off it first.
    setTimeout(() => cache.removeQueries({ type: "inactive" }));
  });
}
