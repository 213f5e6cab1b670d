/** Every entry is a module of Node. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const cwd = fileURLToPath(new URL(".", import.meta.url));

/** Records what an import uses of WebAssembly. Node has no window, so that using it would throw. */
const WATCH = `
  const touched = [];
  globalThis.WebAssembly = new Proxy(WebAssembly, { get: (of, name) => (touched.push(name), of[name]) });
`;

const ENTRIES = {
  "clerk-wasm/lists": ["openList"],
  "clerk-wasm/react": ["ClerkProvider", "useOrganization"],
  "clerk-wasm/nextjs": ["ClerkProvider", "useOrganization"],
};

for (const [entry, names] of Object.entries(ENTRIES)) {
  test(`importing ${entry} touches neither window nor wasm`, async () => {
    const code = `${WATCH}
      const { ${names} } = await import("${entry}");
      const before = [...touched];
      void WebAssembly.Module;
      console.log(JSON.stringify([[${names}].map((value) => typeof value), before, touched]));`;
    const { stdout } = await promisify(execFile)("node", ["--input-type=module", "--eval", code], { cwd });
    const [types, before, touched] = JSON.parse(stdout);
    assert.deepEqual(
      types,
      names.map(() => "function"),
    );
    assert.deepEqual(before, []);
    assert.deepEqual(touched, ["Module"], "what is touched is noted");
  });
}
