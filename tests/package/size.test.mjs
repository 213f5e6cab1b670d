// The budget of a script-tag page: what it downloads today, and a little room for a small change.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { size } from "../../bench/size.mjs";

/** What a script-tag page downloads today, in bytes after brotli 11. The change that moves it writes the new figure here. */
const TODAY = 30_685;
/** How many bytes a change may add before this file has to say so. */
const ROOM = 500;
/** A package that has shrunk by more than this has a budget that no longer holds anything. */
const STALE = 1_000;
const FILES = ["clerk.browser.js", "clerk_wasm_bg.wasm"];

test(`a script-tag page downloads at most ${TODAY + ROOM} bytes`, () => {
  let total = 0;
  for (const name of FILES) {
    const file = fileURLToPath(new URL(`../../pkg/${name}`, import.meta.url));
    const { raw, gzip, brotli } = size(file);
    console.log(`${name}: ${raw} raw, ${gzip} gzip, ${brotli} brotli`);
    total += brotli;
  }
  console.log(`together: ${total} brotli of ${TODAY + ROOM}`);
  assert.ok(total <= TODAY + ROOM, `${total} bytes are ${total - TODAY} more than TODAY in this file`);
  assert.ok(total >= TODAY - STALE, `the package has shrunk: TODAY in this file is ${total} now`);
});
