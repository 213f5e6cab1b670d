/** Bundles the pages of this folder for one version of React, as an app would: from the built package. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
/** Where each version is installed. */
const REACT = { 18: join(here, "18/node_modules"), 19: join(root, "node_modules") };

/** The versions that are tested. */
export const VERSIONS = [18, 19];
const PAGES = ["hooks", "gates", "misuse"];

/** A page of one script, which finds the key in the page; `head` is added to its own. */
export const html = (script, head = "") => `<!doctype html>
<html lang="en" data-key="__CLERK_PUBLISHABLE_KEY__">
  <head>
    <meta charset="utf-8">${head}
    <title>${script}</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="${script}"></script>
  </body>
</html>
`;

/** Answers the folder with the pages, for `--www`; it goes when the process ends. */
export async function buildPages(version) {
  const folder = mkdtempSync(join(tmpdir(), `clerk-wasm-react-${version}-`));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const modules = REACT[version];
  await build({
    entryPoints: PAGES.map((page) => join(here, "pages", `${page}.jsx`)),
    outdir: folder,
    bundle: true,
    format: "esm",
    jsx: "automatic",
    jsxDev: true, // React's development build warns of what is wrong.
    define: { "process.env.NODE_ENV": '"development"' },
    alias: {
      "clerk-wasm/lists": join(root, "pkg/lists.js"),
      "clerk-wasm/react": join(root, "pkg/react.js"),
      "clerk-wasm": join(root, "pkg/index.js"),
      react: join(modules, "react"),
      "react-dom": join(modules, "react-dom"),
    },
    logLevel: "warning",
  });
  for (const page of PAGES) writeFileSync(join(folder, `${page}.html`), html(`/${page}.js`));
  return folder;
}
