/** The lists on the oldest and on the newest version of query-core that the package allows. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Where the oldest query-core is installed. */
const OLDEST = join(root, "tests/react/18/node_modules/@tanstack/query-core");

/** The entry as it is published. It imports the query-core that this project has installed. */
export const newest = () => import(pathToFileURL(join(root, "pkg/lists.js")).href);

/** The entry in an app that has the oldest query-core. */
export async function oldest() {
  const folder = mkdtempSync(join(tmpdir(), "clerk-wasm-lists-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, "lists.mjs");
  await build({
    entryPoints: [join(root, "pkg/lists.js")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    alias: { "@tanstack/query-core": OLDEST },
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}
