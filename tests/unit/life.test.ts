// How a Clerk ends: disposed, or forgotten.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Clerk } from "../../src/js/clerk.js";
import { failure, serve, until } from "./scene.js";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

test("a disposed Clerk answers every call with a clear error", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  const { session, user } = clerk;
  assert.ok(session && user);
  let heard = 0;
  clerk.addListener(() => heard++, { skipInitialEmit: true });
  clerk.dispose();
  clerk.dispose();
  for (const call of [
    clerk.createOrganization({ name: "A" }),
    clerk.getOrganizationMemberships(),
    clerk.setActive({ organization: null }),
    clerk.signOut(),
    user.reload(),
    session.getToken({ skipCache: true }),
  ]) {
    const { code, message } = await failure(call);
    assert.deepEqual([code, message], ["disposed", "This Clerk object was disposed: make a new one."]);
  }
  assert.equal(heard, 0);
});

test("a Clerk that is disposed before its load is not loaded", async () => {
  const server = await serve();
  const clerk = server.clerk();
  clerk.dispose();
  assert.equal((await failure(clerk.load())).code, "disposed");
  assert.equal(server.seen.length, 0);
});

test("what is under way ends too: a call, a load, and the wait before a request is sent again", async () => {
  const server = await serve();
  const loaded = server.clerk();
  await loaded.load();
  const { fetch } = globalThis;
  let tries = 0;
  globalThis.fetch = async () => {
    tries += 1;
    throw new TypeError("Failed to fetch");
  };
  const list = failure(loaded.getOrganizationMemberships());
  const loading = server.clerk();
  const load = failure(loading.load());
  await until(() => tries >= 2);
  loaded.dispose();
  loading.dispose();
  const begun = Date.now();
  assert.deepEqual([(await list).code, (await load).code], ["disposed", "disposed"]);
  assert.ok(Date.now() - begun < 50, "it waited");
  globalThis.fetch = fetch;
  assert.equal(tries, 2);
});

test("a Clerk that nobody holds is collected, without dispose", async () => {
  const server = await serve();
  const collected: number[] = [];
  const registry = new FinalizationRegistry((number: number) => collected.push(number));
  const use = async (number: number) => {
    const clerk: Clerk = server.clerk();
    registry.register(clerk, number);
    await clerk.load();
    clerk.addListener(() => clerk.user);
    clerk.on("change", () => clerk.user);
    await clerk.createOrganization({ name: "A" });
    await clerk.session?.getToken();
  };
  for (const number of [1, 2, 3]) await use(number);
  for (let round = 0; round < 50 && collected.length < 3; round += 1) {
    collect();
    await new Promise((turn) => setTimeout(turn, 5));
  }
  assert.deepEqual(collected.sort(), [1, 2, 3]);
});
