/** The README's example of a list, unchanged. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { snippet } from "../docs/readme.mjs";
import { newest } from "./engine.mjs";
import { MEMBERS, setScene } from "./scene.mjs";

const { member, settled } = setScene(await newest());

/** The example as a function: it takes the names that the example does not declare, and answers those that it does. */
async function readExample() {
  const [imported, ...lines] = snippet("First use: lists, in any frontend").split("\n");
  const body = lines.join("\n");
  const source = imported.replace('"clerk-wasm/lists"', JSON.stringify(new URL("../../pkg/lists.js", import.meta.url)));
  const folder = mkdtempSync(join(tmpdir(), "clerk-wasm-readme-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "example.mjs");
  writeFileSync(file, `${source}\nexport default (clerk, show) => {${body}\nreturn { members, close };\n};\n`);
  return (await import(pathToFileURL(file).href)).default;
}

test("README's list shows the members, and goes on when they change", async () => {
  const example = await readExample();
  const clerk = await member();
  let shown;
  const { members, close } = example(clerk, (lines) => {
    shown = lines;
  });
  assert.deepEqual(shown, ["…"]);
  assert.deepEqual(await settled(), [MEMBERS, MEMBERS], "of all, and then of the admins");
  assert.deepEqual(shown, ["ada@heron.test: admin"]);
  members.ask(true);
  await settled();
  assert.equal(shown.length, 2);
  const grace = members.snapshot().data.find(({ identifier }) => identifier === "grace@heron.test");
  await grace.update({ role: "admin" });
  await settled();
  assert.deepEqual(shown.toSorted(), ["ada@heron.test: admin", "grace@heron.test: admin"]);
  close();
  await clerk.organization?.removeMember(grace.userId);
  assert.deepEqual(await settled(), ["DELETE /v1/organizations/org/memberships/user"]);
  assert.equal(shown.length, 2);
});
