/** The lists do not keep a Clerk object in memory that the app no longer uses. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { focusManager } from "@tanstack/query-core";
import { Clerk } from "../../pkg/index.js";
import { newest } from "./engine.mjs";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const { openList } = await newest();

/** A Clerk object that has not loaded, so that nothing but the lists could keep it in memory. */
function use(subscribes) {
  const clerk = new Clerk(`pk_test_${btoa("127.0.0.1:9$")}`);
  const list = openList(clerk, "memberships", { infinite: true });
  if (subscribes) list.subscribe(() => {})();
  list.snapshot({ query: "ada" });
  return new WeakRef(clerk);
}

for (const subscribes of [false, true]) {
  const name = subscribes ? "subscribed to, and let go" : "opened and never used";
  test(`a Clerk is collected whose list was ${name}`, async () => {
    const used = use(subscribes);
    for (let round = 0; round < 20 && used.deref(); round += 1) {
      await pause(10); // A dereferenced WeakRef keeps its object alive until the running job ends.
      collect();
    }
    assert.equal(used.deref(), undefined);
  });
}

test("one is not collected while somebody looks at its list", async () => {
  const ends = [];
  const watched = (() => {
    const clerk = new Clerk(`pk_test_${btoa("127.0.0.1:9$")}`);
    ends.push(openList(clerk, "memberships").subscribe(() => {}));
    return new WeakRef(clerk);
  })();
  await pause(10);
  collect();
  assert.ok(watched.deref());
  for (const end of ends) end();
});

test("the window is listened to only while somebody looks at a list", () => {
  const clerk = new Clerk(`pk_test_${btoa("127.0.0.1:9$")}`);
  const list = openList(clerk, "memberships");
  assert.equal(focusManager.hasListeners(), false);
  const ends = [list.subscribe(() => {}), openList(clerk, "invitations").subscribe(() => {})];
  ends.pop()();
  assert.equal(focusManager.hasListeners(), true);
  ends.pop()();
  assert.equal(focusManager.hasListeners(), false);
});
