/** Builds an entry of this folder by each bundler, without a plugin for wasm. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import commonjs from "@rollup/plugin-commonjs";
import resolve from "@rollup/plugin-node-resolve";
import replace from "@rollup/plugin-replace";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";

const here = fileURLToPath(new URL(".", import.meta.url));
const PRODUCTION = { "process.env.NODE_ENV": '"production"' };

/** By name: writes `app.js`, and what it needs, into a folder. */
export const BUNDLERS = {
  vite: (entry, folder) =>
    vite({
      root: here,
      configFile: false,
      logLevel: "warn",
      base: "./",
      build: {
        outDir: folder,
        emptyOutDir: true,
        rolldownOptions: { input: join(here, entry), output: { entryFileNames: "app.js" } },
      },
    }),
  webpack: (entry, folder) =>
    new Promise((done, fail) => {
      const output = { path: folder, filename: "app.js" };
      webpack({ context: here, mode: "production", entry: `./${entry}`, output, performance: false }, (error, stats) =>
        error || stats?.hasErrors() || stats?.hasWarnings() ? fail(error ?? new Error(stats?.toString())) : done(stats),
      );
    }),
  esbuild: (entry, folder) =>
    esbuild({
      entryPoints: [join(here, entry)],
      outfile: join(folder, "app.js"),
      bundle: true,
      minify: true,
      format: "esm",
      define: PRODUCTION,
      logLevel: "warning",
    }),
  rollup: async (entry, folder) => {
    const plugins = [replace({ values: PRODUCTION, preventAssignment: true }), resolve({ browser: true }), commonjs()];
    const bundle = await rollup({ input: join(here, entry), plugins, onLog: onlyDirectives });
    await bundle.write({ file: join(folder, "app.js"), format: "es" });
  },
};

/** Rollup warns that it ignores "use client", which is right. Any other warning is a failure. */
function onlyDirectives(_level, log) {
  if (log.code !== "MODULE_LEVEL_DIRECTIVE") throw new Error(log.message);
}
