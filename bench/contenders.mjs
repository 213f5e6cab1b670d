// The clients that are measured: our script-tag build, three official ones, and plain fetch without a client.
import { fileURLToPath } from "node:url";

/** Our package, as built. */
export const PKG = fileURLToPath(new URL("../pkg/", import.meta.url));

export const OURS = "clerk-wasm";
export const RAW = "raw fetch";
export const NEWEST = "clerk-js 6.40.0";

const official = (version, build) => ({
  name: `clerk-js ${version}`,
  script: `clerk-js-${version}/dist/clerk.${build}.js`,
  files: [`clerk-js-${version}/dist/clerk.${build}.js`],
});

/** `script` is the address in the page's script tag; `files` are what load() downloads, relative to BENCH_DIR. */
export const CONTENDERS = [
  { name: OURS, script: "clerk.browser.js", files: [`${PKG}clerk.browser.js`, `${PKG}clerk_wasm_bg.wasm`] },
  official("6.40.0", "browser"),
  official("5.128.0", "headless.browser"),
  official("4.73.14", "headless.browser"),
  { name: RAW, files: [] },
];

/**
 * The page that loads a contender by script tag.
 *
 * @param {{name: string, script?: string}} contender
 * @param {string} origin of the server
 */
export function page(contender, origin) {
  // The official client identifies a browser by a token only if the key's host is a development host (docs/fapi.md 1.5),
  // so the key that it gets names such a host.
  const host = contender.name === OURS ? new URL(origin).host : "clerk.bench.lcl.dev";
  const key = `pk_test_${btoa(`${host}$`)}`;
  const proxy = contender.name === OURS ? "" : ` data-clerk-proxy-url="${origin}"`;
  const script = contender.script
    ? `<script src="/${contender.script}" data-clerk-publishable-key="${key}"${proxy}></script>`
    : "";
  return `<!doctype html>
<meta charset="utf-8">
<title>${contender.name}</title>
<link rel="icon" href="data:,">
${script}
<script src="/page.js"></script>
`;
}
