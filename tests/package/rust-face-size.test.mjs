// The Rust face stands in the same crate, and must cost the JavaScript build nothing: typed decoding alone would be
// larger than all the rest. A module that decodes carries serde's messages, as every build with the Rust face does.
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
