/** While nothing happens, the lists make no request. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { newest } from "./engine.mjs";
import { INVITATIONS, MEMBERS, setScene } from "./scene.mjs";

const { member, watch, settled } = setScene(await newest());

test("lists that are there ask for nothing", async () => {
  const clerk = await member();
  watch(clerk, "memberships");
  watch(clerk, "invitations", { infinite: true });
  assert.deepEqual((await settled()).sort(), [INVITATIONS, MEMBERS]);
  await pause(10_000);
  assert.deepEqual(await settled(), []);
});
