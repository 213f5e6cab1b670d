// A wasm module of another build, as a cache may keep it beside a newer script, is one clear error.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Clerk } from "../../src/js/clerk.js";
import { provide } from "../../src/js/wasm.js";
import { failure, serve } from "./scene.js";

const bytes = readFileSync("pkg/clerk_wasm_bg.wasm");

test("scripts ask for the module at an address that ends in its build", () => {
  const build = bytes.subarray(-8).toString();
  for (const script of ["pkg/clerk.browser.js", "pkg/slim.js"]) {
    const text = readFileSync(script, "utf8");
    assert.ok(text.includes(`clerk_wasm_bg.wasm?v=${build}`), script);
  }
});

test("the module of another build, of none, and what is no module", async () => {
  const { key } = await serve();
  const other = Uint8Array.from(bytes);
  other.set(
    [..."00000000"].map((letter) => letter.charCodeAt(0)),
    other.length - 8,
  );
  const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  for (const [wasm, code] of [
    [other, "version_mismatch"],
    [empty, "version_mismatch"],
    [Uint8Array.of(1, 2, 3), "wasm_unavailable"],
  ] as const) {
    provide(() => wasm);
    const error = await failure(new Clerk(key).load());
    assert.equal(error.code, code);
    if (code === "version_mismatch") assert.match(error.message, /reload the page/);
  }
  provide(() => bytes);
  const clerk = new Clerk(key);
  await clerk.load();
  assert.equal(clerk.loaded, true);
});
