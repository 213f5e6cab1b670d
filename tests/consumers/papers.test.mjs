/** Tools that check npm packages find nothing wrong with this one. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));
const pkg = fileURLToPath(new URL("../../pkg/", import.meta.url));

/** Runs a program of the npm packages in this folder. It throws if the program fails. */
const run = async (program, ...args) => {
  const { stdout } = await promisify(execFile)(`${here}node_modules/.bin/${program}`, args, { cwd: here });
  return stdout;
};

test("publint has nothing to say", async () => {
  assert.match(await run("publint", pkg, "--strict"), /All good!/);
});

test("types resolve wherever modules do", async () => {
  // The package has ES modules only, and resolvers that do not know export maps cannot find its entries.
  const files = ["clerk.browser.js", "clerk_wasm_bg.wasm"];
  await run("attw", "--pack", pkg, "--profile", "esm-only", "--exclude-entrypoints", ...files);
});
