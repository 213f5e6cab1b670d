/** A bundle holds nothing that its module does not use, and nothing twice. */

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { BUNDLERS } from "./build.mjs";

/** Texts that survive minifying: a method of the cache of lists, and the first bytes of every wasm module in base64. */
const HEAVY = ["invalidateQueries", "AGFzbQ"];

const bundle = async (bundler, entry) => {
  const folder = mkdtempSync(join(tmpdir(), "clerk-wasm-unused-"));
  try {
    await BUNDLERS[bundler](entry, folder);
    return readFileSync(join(folder, "app.js"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

for (const bundler of Object.keys(BUNDLERS)) {
  test(`${bundler}: useAuth alone brings neither the lists nor the wasm`, async () => {
    const whole = await bundle(bundler, "all.mjs");
    assert.deepEqual(
      HEAVY.filter((part) => !whole.includes(part)),
      [],
      "an app with everything has both",
    );
    const alone = await bundle(bundler, "auth.mjs");
    assert.match(alone, /outside of/, "the hook is there");
    assert.deepEqual(
      HEAVY.filter((part) => alone.includes(part)),
      [],
    );
  });
}

for (const bundler of Object.keys(BUNDLERS)) {
  test(`${bundler}: an app with react-query has one cache`, async () => {
    const caches = async (entry) => (await bundle(bundler, entry)).match(/invalidateQueries\([^)]*\)\s*\{/g)?.length;
    assert.equal(await caches("queries.mjs"), 1);
    assert.equal(await caches("queries-and-lists.mjs"), 1);
  });
}
