/** Bundles the pages of this folder for one version of React, as an app would: from the built package. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
/** Where each version is installed. The oldest React is tested with the oldest query-core that the package allows. */
const MODULES = { 18: join(here, "18/node_modules"), 19: join(root, "node_modules") };

const PAGES = ["hooks", "gates", "provider", "hydrated"];

/** A page of one script, which finds the key in the page; `head` is added to its own, `body` stands in the root. */
export const html = (script, head = "", body = "") => `<!doctype html>
<html lang="en" data-key="__CLERK_PUBLISHABLE_KEY__">
  <head>
    <meta charset="utf-8">${head}
    <title>${script}</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    <div id="root">${body}</div>
    <script type="module" src="${script}"></script>
  </body>
</html>
`;

/** Writes the pages into a folder for `--www`, and answers the folder. It is removed when the process ends. */
export async function buildPages(version) {
  const folder = mkdtempSync(join(tmpdir(), `clerk-wasm-react-${version}-`));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const modules = MODULES[version];
  /** @type {import("esbuild").BuildOptions} */
  const options = {
    bundle: true,
    jsx: "automatic",
    jsxDev: true, // React's development build warns of what is wrong.
    define: { "process.env.NODE_ENV": '"development"' },
    alias: {
      "clerk-wasm/lists": join(root, "pkg/lists.js"),
      "clerk-wasm/react": join(root, "pkg/react.js"),
      "clerk-wasm": join(root, "pkg/index.js"),
      "@tanstack/query-core": join(modules, "@tanstack/query-core"),
      react: join(modules, "react"),
      "react-dom": join(modules, "react-dom"),
    },
    logLevel: "warning",
  };
  const entryPoints = PAGES.map((page) => join(here, "pages", `${page}.jsx`));
  await build({ ...options, entryPoints, outdir: folder, format: "esm" });
  const rendered = { hydrated: await renderApp(options, folder) };
  for (const page of PAGES) writeFileSync(join(folder, `${page}.html`), html(`/${page}.js`, "", rendered[page]));
  return folder;
}

/** The HTML of pages/app.jsx, as a server renders it. */
async function renderApp(options, folder) {
  const outfile = join(folder, "server.cjs");
  const contents = `
    import { renderToString } from "react-dom/server";
    import { App } from "./app.jsx";
    export const rendered = renderToString(<App publishableKey="pk_test_c2VydmVyLmV4YW1wbGUk" />);
  `;
  const stdin = { contents, loader: "jsx", resolveDir: join(here, "pages") };
  await build({ ...options, stdin, outfile, format: "cjs", platform: "node" });
  const { rendered } = (await import(pathToFileURL(outfile).href)).default;
  return rendered;
}
