// The Clerk objects that providers make from a key. Providers of the same key share one while any of them is mounted,
// and the last one to leave disposes it.

import { Clerk } from "clerk-wasm";

/** What a provider gives to the components below it. */
export interface Provided {
  readonly clerk: Clerk;
  readonly isDisposed: boolean;
  /** Called when a provider is mounted; it calls what this returns when it is unmounted. */
  hold: () => () => void;
}

/** By key and proxy. They are held weakly: a render that React throws away must not keep an object alive. */
const owned = new Map<string, WeakRef<Owned>>();

/** The object of the mounted providers with this key, or a new one. */
export function ownedClerk(publishableKey: string, proxyUrl: string | undefined): Provided {
  const make = (name?: string) => new Owned(new Clerk(publishableKey, proxyUrl ? { proxyUrl } : {}), name);
  // A server renders for many people: nothing is shared there.
  if (typeof window === "undefined") return make();
  const name = JSON.stringify([publishableKey, proxyUrl]);
  const found = owned.get(name)?.deref() ?? make(name);
  owned.set(name, new WeakRef(found));
  return found;
}

/** An object of the app's own, which the app disposes. */
export const borrowedClerk = (clerk: Clerk): Provided => ({ clerk, isDisposed: false, hold: () => () => {} });

class Owned implements Provided {
  isDisposed = false;
  #holders = 0;

  constructor(
    readonly clerk: Clerk,
    readonly name: string | undefined,
  ) {}

  hold(): () => void {
    this.#holders += 1;
    return () => {
      this.#holders -= 1;
      // StrictMode mounts again at once, and so does a provider that takes the place of another.
      setTimeout(() => this.#holders === 0 && this.#dispose());
    };
  }

  #dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    if (this.name && owned.get(this.name)?.deref() === this) owned.delete(this.name);
    this.clerk.dispose();
  }
}
