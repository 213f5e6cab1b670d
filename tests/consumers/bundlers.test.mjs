/** Each bundler builds a page from the package's tarball. The page has a strict Content-Security-Policy. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setStage } from "../e2e/stage.mjs";
import { html } from "../react/build.mjs";
import { BUNDLERS } from "./build.mjs";

const POLICY = `
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:">`;
/** Bundlers that copy a file named by `new URL(…, import.meta.url)`, which the slim entry needs. */
const COPYING = ["vite", "webpack"];

const folder = mkdtempSync(join(tmpdir(), "clerk-wasm-bundlers-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const stage = setStage("--www", folder);

for (const [bundler, build] of Object.entries(BUNDLERS)) {
  for (const entry of COPYING.includes(bundler) ? ["whole", "slim"] : ["whole"]) {
    test(`${bundler}: ${entry}`, async () => {
      const name = `${bundler}-${entry}`;
      mkdirSync(join(folder, name));
      await build(`${entry}.mjs`, join(folder, name));
      writeFileSync(join(folder, `${name}.html`), html(`/${name}/app.js`, POLICY));
      const tab = await stage.user("ada");
      await tab.goto(`/${name}`);
      await tab.getByText("ada@heron.test").waitFor();
    });
  }
}
