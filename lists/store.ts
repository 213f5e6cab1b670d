// The cache of all lists of one Clerk. Lists that somebody looks at refresh by themselves after every call that changes
// what they show; the declarations in api/ say which calls those are.
//
// The cache is TanStack's query-core: a dependency, and not part of the bundle, since an app that has react-query 5 has
// it already. Such an app downloads 107,306 bytes in place of the 114,708 of a bundled react-query, an app without it
// 105,220 in place of 105,121 (all JavaScript of a page with one list, its lists in a chunk of their own in the first
// case; Vite 8, brotli).

import { QueryClient, type QueryKey } from "@tanstack/query-core";
import type { Clerk } from "clerk-wasm";

/** How long a list that is shown again counts as fresh, in milliseconds. */
const FRESH = 60_000;

const stores = new WeakMap<Clerk, Store>();

export function storeOf(clerk: Clerk): Store {
  const store = stores.get(clerk) ?? new Store(clerk);
  stores.set(clerk, store);
  return store;
}

export class Store {
  readonly cache = new QueryClient({
    // Copying would lose the methods and the identity of the objects. Clerk itself retries, and waits for the network.
    defaultOptions: { queries: { staleTime: FRESH, structuralSharing: false, retry: false, networkMode: "always" } },
  });
  readonly #clerk: Clerk;
  #isListening = false;
  #due: QueryKey[] = [];
  #refreshing: Promise<void> | undefined;

  constructor(clerk: Clerk) {
    this.#clerk = clerk;
  }

  /**
   * Keeps the lists fresh until the function that it returns is called, also when people come back to the page. A
   * store that nobody has attached leaves no trace: React may make one in a render that it then throws away.
   */
  attach(): () => void {
    this.#listen();
    this.cache.mount(); // It counts, and listens to the window until the last one leaves.
    return () => this.cache.unmount();
  }

  /** Once begun it lasts as long as the Clerk does: lists that nobody looks at must not miss a change either. */
  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    this.#clerk.on("change", (resources) => {
      for (const resource of resources) void this.refresh([resource]);
    });
    this.#forgetOthers();
  }

  /** Fetches anew the lists in use whose keys begin with `key`, once for all calls of one moment; the others when they are used next. */
  refresh(key: QueryKey): Promise<void> {
    this.#due.push(key);
    // A change may take components off the screen. Their lists must not be fetched again, so the components go first.
    this.#refreshing ??= new Promise((resolve) => setTimeout(resolve)).then(() => this.#refreshDue());
    return this.#refreshing;
  }

  async #refreshDue(): Promise<void> {
    const due = this.#due;
    this.#due = [];
    this.#refreshing = undefined;
    const predicate = ({ queryKey }: { queryKey: QueryKey }) =>
      due.some((key) => key.every((part, place) => part === queryKey[place]));
    // An answer that is on its way may be older than the change. Query-core before 5.85.3 fetches again only once the
    // request is cancelled and everybody knows.
    await this.cache.cancelQueries({ type: "active", predicate });
    await this.cache.invalidateQueries({ predicate });
  }

  /** Nothing of a user stays when another one comes. */
  #forgetOthers(): void {
    let last: string | undefined;
    this.#clerk.addListener(({ user }) => {
      if (user?.id === last) return;
      last = user?.id;
      // The components that show them go first.
      setTimeout(() => this.cache.removeQueries({ type: "inactive" }));
    });
  }
}
