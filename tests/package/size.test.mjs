// The budget of a script-tag page: what it downloads today, and some bytes for a small change.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { size } from "../../bench/size.mjs";

/** What a script-tag page downloads today, in bytes after brotli 11. A change that moves it puts the new one here. */
const TODAY = 25_938;
/** How many bytes a change may add without putting a new number here. */
const ROOM = 500;
/** If the package has shrunk by more bytes than this, the budget is too large to notice growth. */
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
