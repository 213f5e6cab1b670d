/** What package checkers say of the package. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));
const pkg = fileURLToPath(new URL("../../pkg/", import.meta.url));

/** Runs a program of this folder's packages; it fails when the program does. */
const run = async (program, ...args) => {
  const { stdout } = await promisify(execFile)(`${here}node_modules/.bin/${program}`, args, { cwd: here });
  return stdout;
};

test("publint has nothing to say", async () => {
  assert.match(await run("publint", pkg, "--strict"), /All good!/);
});

test("types resolve wherever modules do", async () => {
  // The package is for modules alone, and its entries are not for resolvers older than export maps.
  const files = ["clerk.browser.js", "clerk_wasm_bg.wasm"];
  await run("attw", "--pack", pkg, "--profile", "esm-only", "--exclude-entrypoints", ...files);
});
