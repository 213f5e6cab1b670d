// The tarball that npm would publish, installed into an empty project.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const pkg = fileURLToPath(new URL("../../pkg/", import.meta.url));
/** The dependencies of the package, as they are installed here, so that the tests need no registry. */
const dependency = fileURLToPath(new URL("../../node_modules/@tanstack/query-core/", import.meta.url));
let project;
let packed;

const run = (program, ...args) => execFileSync(program, args, { cwd: project, encoding: "utf8" });
/** Runs a module in the project, in a Node of its own, and returns what it prints. */
const node = (code) => run("node", "--input-type=module", "--eval", code);

before(() => {
  project = mkdtempSync(join(tmpdir(), "clerk-wasm-package-"));
  writeFileSync(join(project, "package.json"), '{"private": true, "type": "module"}');
  [packed] = JSON.parse(run("npm", "pack", "--json", "--ignore-scripts", pkg));
  run("npm", "install", "--offline", "--install-links", "--no-audit", "--no-fund", dependency, `./${packed.filename}`);
});

after(() => rmSync(project, { recursive: true, force: true }));

test("holds the entries, the typings and the papers, and nothing else", () => {
  const files = packed.files.map((file) => file.path).filter((path) => !path.startsWith("types/"));
  assert.deepEqual(files.sort(), [
    "LICENSE",
    "README.md",
    "clerk.browser.js",
    "clerk_wasm_bg.wasm",
    "index.d.ts",
    "index.js",
    "lists.js",
    "nextjs.js",
    "package.json",
    "react.js",
    "slim.js",
  ]);
});

// From before the import on, each use of WebAssembly and of window is recorded. There must be none.
const WATCH = `
  const touched = [];
  for (const name of ["window", "document", "localStorage", "navigator"])
    Object.defineProperty(globalThis, name, { configurable: true, get: () => void touched.push(name) });
  globalThis.WebAssembly = new Proxy(WebAssembly, { get: (of, name) => (touched.push(name), of[name]) });
`;

for (const entry of ["clerk-wasm", "clerk-wasm/slim"]) {
  test(`importing ${entry} touches neither window nor wasm`, () => {
    const code = `${WATCH}
      const { Clerk } = await import("${entry}");
      const before = [...touched];
      void [globalThis.window, WebAssembly.Module];
      console.log(JSON.stringify({ type: typeof Clerk, before, touched }));`;
    assert.deepEqual(JSON.parse(node(code)), { type: "function", before: [], touched: ["window", "Module"] });
  });
}

test("a bad key is refused by the wasm inside the main entry, in Node too", () => {
  const code = `
    import { Clerk } from "clerk-wasm";
    try { await new Clerk("pk_test_nonsense").load(); console.log("{}"); }
    catch (error) { console.log(JSON.stringify({ isError: error instanceof Error, message: error.message })); }`;
  const { isError, message } = JSON.parse(node(code));
  assert.equal(isError, true);
  assert.match(message, /publishable key/i);
});

test("its other files can be resolved by name", () => {
  for (const file of ["clerk.browser.js", "clerk_wasm_bg.wasm", "package.json"]) {
    const url = node(`console.log(import.meta.resolve("clerk-wasm/${file}"))`).trim();
    assert.ok(url.endsWith(`/clerk-wasm/${file}`), url);
  }
});

test("a file that is not exported cannot be reached", () => {
  const code = `await import("clerk-wasm/clerk_wasm.js").catch((error) => console.log(error.code))`;
  assert.equal(node(code).trim(), "ERR_PACKAGE_PATH_NOT_EXPORTED");
});
