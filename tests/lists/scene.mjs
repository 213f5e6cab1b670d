/** Lists of a real Clerk object on a real server, in Node without a browser. The npm package is the built one. */

import { after, afterEach, before, beforeEach } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Clerk } from "../../pkg/index.js";
import { PASSWORD, startClerkLocal } from "../e2e/clerk-local.mjs";
import { nameOf } from "../react/requests.mjs";

export const MEMBERS = "GET /v1/organizations/org/memberships";
export const INVITATIONS = "GET /v1/organizations/org/invitations";
export const MINE = "GET /v1/me/organization_memberships";
export const MY_INVITATIONS = "GET /v1/me/organization_invitations";

/**
 * Starts a server in the hooks of a file, with fresh data for each test. `openList` is that of `clerk-wasm/lists`. The
 * lists that a test watches are closed after it.
 */
export function setScene({ openList }) {
  let server;
  let ends = [];
  const requests = watchFetch();

  before(async () => {
    server = await startClerkLocal();
  });
  after(() => server?.stop());
  beforeEach(() => server.reset());
  afterEach(() => {
    for (const end of ends) end();
    ends = [];
  });

  /** A Clerk object that has not loaded. */
  const clerk = () => new Clerk(`pk_test_${btoa(`${new URL(server.origin).host}$`)}`);

  /** A Clerk object whose user has signed in. */
  async function user(name) {
    const own = clerk();
    await own.load();
    await signIn(own, name);
    return own;
  }

  /** The same for a member of Blue Heron Labs; the organization is the active one. */
  async function member(name = "ada") {
    const own = await user(name);
    const [{ organization }] = await own.getOrganizationMemberships();
    await own.setActive({ organization });
    await requests.settled();
    return own;
  }

  /** Opens a list, and records all of its snapshots. */
  function watch(...asked) {
    const list = openList(...asked);
    const watched = { list, snapshots: [list.snapshot()] };
    ends.push(list.subscribe(() => watched.snapshots.push(list.snapshot())));
    return watched;
  }

  /** Runs a function, and answers the requests that it has caused. Records of snapshots begin anew. */
  async function change(call, ...watched) {
    await requests.settled();
    for (const one of watched) one.snapshots = [];
    await call();
    return requests.settled();
  }

  return { clerk, user, member, openList, watch, change, settled: requests.settled, hold: requests.hold };
}

export async function signIn(clerk, name) {
  const { createdSessionId } = await clerk.client.signIn.create({
    identifier: `${name}@heron.test`,
    password: PASSWORD,
  });
  await clerk.setActive({ session: createdSessionId });
}

/** Waits until a list says that it has `wanted` items on all pages. */
export async function untilCount({ list }, wanted) {
  while (list.snapshot().count !== wanted) await pause(5);
}

/** Whether a list was ever empty or loading. */
export const flashed = ({ snapshots }) => snapshots.some(({ isLoading, count }) => isLoading || count === 0);

/** Records what the package fetches, and passes it on to the server. */
function watchFetch() {
  const { fetch } = globalThis;
  let seen = [];
  let running = 0;
  let held;

  globalThis.fetch = async (input, init) => {
    // A new Request would consume the body of this one.
    const { url, method } = input instanceof Request ? input : new Request(input, init);
    const name = nameOf(url, method);
    if (!name) return fetch(input, init);
    seen.push(name);
    running += 1;
    try {
      const kept = held?.name === name ? held : undefined;
      if (kept) held = undefined;
      const response = await fetch(input, init);
      await kept?.until;
      return response;
    } finally {
      running -= 1;
    }
  };

  /** Waits until no request was made for a moment, and answers those that were. */
  async function settled() {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      const before = seen.length;
      await pause(15);
      if (running > 0 || seen.length > before) quiet = -1;
    }
    const all = seen;
    seen = [];
    return all;
  }

  /** Holds the next answer to a request of that name, which the server has given by then, until the function that it returns is called. */
  function hold(name) {
    let release;
    const until = new Promise((resolve) => {
      release = resolve;
    });
    held = { name, until };
    return release;
  }

  return { settled, hold };
}
