/** Lists of a real Clerk on a real server, in Node: the npm package as it is built, and no browser. */

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
 * Sets the scene in the file's hooks: one server per file, fresh data per test. `openList` is that of `clerk-wasm/lists`;
 * all lists that a test watches end with it.
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

  /** A Clerk that nobody has loaded. */
  const clerk = () => new Clerk(`pk_test_${btoa(`${new URL(server.origin).host}$`)}`);

  /** The Clerk of somebody who has signed in. */
  async function user(name) {
    const own = clerk();
    await own.load();
    await signIn(own, name);
    return own;
  }

  /** That of a member of Blue Heron Labs, with the organization active. */
  async function member(name = "ada") {
    const own = await user(name);
    const [{ organization }] = await own.getOrganizationMemberships();
    await own.setActive({ organization });
    await requests.settled();
    return own;
  }

  /** Opens a list and keeps each of its snapshots, from the first on. */
  function watch(...asked) {
    const list = openList(...asked);
    const watched = { list, snapshots: [list.snapshot()] };
    ends.push(list.subscribe(() => watched.snapshots.push(list.snapshot())));
    return watched;
  }

  /** Calls, and answers what was asked because of it; what is watched begins anew. */
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

/** Waits until a list holds so many items. */
export async function untilCount({ list }, wanted) {
  while (list.snapshot().count !== wanted) await pause(5);
}

/** Whether a list was ever empty or loading. */
export const flashed = ({ snapshots }) => snapshots.some(({ isLoading, count }) => isLoading || count === 0);

/** Notes what the package fetches. Everything still goes to the server. */
function watchFetch() {
  const { fetch } = globalThis;
  let seen = [];
  let running = 0;
  let held;

  globalThis.fetch = async (input, init) => {
    // Made anew it would take the body along.
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

  /** Waits until nothing was asked for a moment, and answers what was. */
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
