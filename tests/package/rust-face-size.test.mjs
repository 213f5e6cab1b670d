// The API for Rust is in the same crate, and must not add to the JavaScript build: its typed decoding alone would be
// larger than all the rest. A module that has it is known by serde's messages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const MESSAGES = ["missing field", "invalid type", "invalid length", "duplicate field", "struct Organization"];

test("the wasm of the npm package decodes nothing by type", () => {
  const module = readFileSync(new URL("../../pkg/clerk_wasm_bg.wasm", import.meta.url)).toString("latin1");
  assert.ok(module.includes("is not a parameter of this method"), "texts can be read in the module");
  assert.deepEqual(
    MESSAGES.filter((message) => module.includes(message)),
    [],
  );
});
