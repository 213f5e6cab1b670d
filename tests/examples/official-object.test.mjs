/** Clerk's own React SDK, given our object or our class as its `Clerk`. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { setStage } from "../e2e/stage.mjs";
import { html } from "../react/build.mjs";
import { enterApp } from "./guide.mjs";
import { testOfficialApp } from "./official.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const modules = join(here, "../../examples/official-react/node_modules");
const folder = mkdtempSync(join(tmpdir(), "clerk-wasm-official-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

await build({
  entryPoints: [join(here, "pages/official-object.jsx")],
  outdir: folder,
  bundle: true,
  format: "esm",
  jsx: "automatic",
  alias: {
    "clerk-wasm": join(here, "../../pkg/index.js"),
    "@clerk/react": join(modules, "@clerk/react"),
    react: join(modules, "react"),
    "react-dom": join(modules, "react-dom"),
  },
  logLevel: "warning",
});
writeFileSync(join(folder, "official-object.html"), html("/official-object.js"));

const stage = setStage("--www", folder);
const server = async () => stage.server;

testOfficialApp(stage, server, "an object", "/official-object");
testOfficialApp(stage, server, "a class", "/official-object?class");

test("components of Clerk's show nothing, and the app goes on", async () => {
  const notices = [
    "<UserButton> shows nothing",
    "<OrganizationSwitcher> shows nothing",
    "redirectToSignIn() goes nowhere",
  ];
  stage.expected = (complaint) => notices.some((notice) => complaint.includes(notice));
  const page = await enterApp(stage, server, "ada", "/official-object?components");
  for (const notice of notices) {
    const told = stage.complaints.some((complaint) => complaint.includes(notice));
    assert.ok(told, `nobody was told that ${notice}`);
  }
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});
