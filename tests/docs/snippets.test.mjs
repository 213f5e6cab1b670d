/** The README's snippets for browsers do what it says, in Chromium on a real server. */

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { build } from "esbuild";
import { PASSWORD } from "../e2e/clerk-local.mjs";
import { setStage } from "../e2e/stage.mjs";
import { ROOT, snippet } from "./readme.mjs";

const KEY = "pk_test_…";
const folder = await mkdtemp(join(tmpdir(), "clerk-wasm-readme-"));
after(() => rm(folder, { recursive: true }));

const stage = setStage("--www", folder);

/**
 * Serves `code` as the page /`name`, with the server's key in place of the README's.
 * @param {string} name @param {string} code
 */
async function servePage(name, code) {
  assert.ok(code.includes(KEY), "the snippet shows where the key goes");
  // The server knows this word in pages, and puts its key there.
  await writeFile(join(folder, `${name}.html`), code.replaceAll(KEY, "__CLERK_PUBLISHABLE_KEY__"));
}

/**
 * Serves a page that runs `code`, a module that imports the package as an app does.
 * @param {string} name @param {string} code
 */
async function serveModule(name, code) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: `${ROOT}tests/docs`, loader: "jsx" },
    alias: { "clerk-wasm": `${ROOT}pkg/index.js`, "clerk-wasm/react": `${ROOT}pkg/react.js` },
    bundle: true,
    format: "esm",
    jsx: "automatic",
    charset: "utf8",
    write: false,
  });
  const [{ text }] = outputFiles;
  await servePage(
    name,
    `<div id="root"></div><script type="module">${text.replaceAll("</script", "<\\/script")}</script>`,
  );
}

test("script tag: a visitor who is signed out can sign in, and sees their organizations", async () => {
  stage.expected = (/** @type {string} */ complaint) => complaint.includes("/favicon.ico"); // The README shows none.
  await servePage("script-tag", snippet("First use: a script tag"));
  const page = await stage.visitor();
  await page.goto("/script-tag");
  await page.getByPlaceholder("E-mail address").fill("ada@heron.test");
  await page.getByPlaceholder("Password").fill("not-the-password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText(/password/i).waitFor();
  await page.getByPlaceholder("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Blue Heron Labs: admin").waitFor();
  assert.equal(await page.getByRole("button").isVisible(), false);

  await page.reload();
  await page.getByText("Blue Heron Labs: admin").waitFor();
  assert.equal(await page.getByRole("button").isVisible(), false);
});

test("npm: signs in, creates an organization, invites and lists", async () => {
  await serveModule("npm", snippet("First use: npm"));
  const page = await stage.visitor();
  const logged = page.waitForEvent("console");
  await page.goto("/npm");
  assert.equal((await logged).text(), "ada@heron.test admin");
  const [invitation] = await stage.server.mail("grace@heron.test");
  assert.match(invitation.subject, /Blue Heron Labs/);
});

test("React: lists the organizations of who is signed in", async () => {
  const code = snippet("First use: React");
  const mount = `
    import { createRoot } from "react-dom/client";
    createRoot(document.getElementById("root")).render(<App />);`;
  await serveModule("react", code + mount);
  const page = await stage.user("ada");
  await page.goto("/react");
  await page.getByText("Blue Heron Labs").waitFor();
});
