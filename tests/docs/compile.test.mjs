/** The README's other snippets compile, and its commands are ones that the programs take. */

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { promisify } from "node:util";
import { README, ROOT, snippet } from "./readme.mjs";

const run = promisify(execFile);
/** Below the root, so that imports find the packages that are installed there. */
const FOLDER = `${ROOT}target/docs`;

/** Runs a program, and shows what it printed if it fails. */
async function succeeds(/** @type {string} */ program, /** @type {string[]} */ args, options = {}) {
  await assert.doesNotReject(async () => {
    try {
      await run(program, args, { cwd: ROOT, ...options });
    } catch (error) {
      const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error);
      throw new Error(`${program} failed:\n${stdout}${stderr}`);
    }
  });
}

/** Where the declarations of each entry of the package stand, as its package.json says. */
async function typesOfEntries() {
  const { name, exports } = JSON.parse(await readFile(`${ROOT}pkg/package.json`, "utf8"));
  const typed = Object.entries(exports).filter(([, entry]) => entry.types);
  return Object.fromEntries(typed.map(([path, { types }]) => [join(name, path), [join("../../../pkg", types)]]));
}

test("the JSX snippets fit the package's types", async () => {
  await mkdir(`${FOLDER}/types`, { recursive: true });
  await writeFile(`${FOLDER}/types/react.jsx`, snippet("First use: React"));
  await writeFile(`${FOLDER}/types/next.jsx`, snippet("First use: Next.js"));
  const compilerOptions = {
    strict: true,
    noImplicitAny: false, // The snippets are JavaScript: they declare no types of their own.
    allowJs: true,
    checkJs: true,
    noEmit: true,
    jsx: "react-jsx",
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    types: [],
    paths: await typesOfEntries(),
  };
  await writeFile(`${FOLDER}/types/tsconfig.json`, JSON.stringify({ compilerOptions, include: ["*"] }));
  await succeeds(`${ROOT}node_modules/.bin/tsc`, ["--project", `${FOLDER}/types`]);
});

test("the Rust snippet compiles for browsers", async () => {
  await mkdir(`${FOLDER}/rust/src`, { recursive: true });
  const manifest = `
    [workspace]
    [package]
    name = "readme"
    version = "0.0.0"
    edition = "2024"
    publish = false
    [dependencies]
    clerk-wasm = { path = "../../..", default-features = false }
    web-sys = { version = "0.3", features = ["console"] }`;
  const body = snippet("First use: Rust");
  const code = `pub async fn first_use() -> Result<(), clerk_wasm::Error> {\n${body}\nOk(())\n}\n`;
  await writeFile(`${FOLDER}/rust/Cargo.toml`, manifest);
  await writeFile(`${FOLDER}/rust/src/lib.rs`, code);
  // The versions that the project itself is built with are here already.
  await copyFile(`${ROOT}Cargo.lock`, `${FOLDER}/rust/Cargo.lock`);
  const args = ["check", "--quiet", "--offline", "--target", "wasm32-unknown-unknown", "--target-dir", `${ROOT}target`];
  await succeeds("cargo", args, { cwd: `${FOLDER}/rust` });
});

const PROGRAM = process.env.CLERK_LOCAL ?? `${ROOT}target/debug/clerk-local`;

test("the server starts by the README's command, in a clone that has been built", async (t) => {
  const command = README.match(/^cargo run -p clerk-local -- (serve .*)$/m)?.[1];
  assert.ok(command, "README.md shows how to start the server");
  const clone = await mkdtemp(join(tmpdir(), "clerk-wasm-clone-"));
  t.after(() => rm(clone, { recursive: true }));
  for (const folder of ["www", "pkg"]) await symlink(ROOT + folder, join(clone, folder));
  const server = spawn(PROGRAM, [...command.split(" "), "--port", "0"], { cwd: clone });
  t.after(() => server.kill());
  const address = new Promise((found) => {
    createInterface({ input: server.stdout }).once("line", (line) => found(line.match(/http:\S+/)?.[0]));
  });
  const ended = once(server, "exit").then(([code]) => `clerk-local has ended with ${code}`);
  const origin = await Promise.race([address, ended]);
  assert.equal((await fetch(`${origin}/clerk.browser.js`)).status, 200);
  assert.equal((await fetch(`${origin}/sign-in`)).status, 200);
});

test("the Rust version that README.md names suffices for every crate that we build on", async () => {
  const { stdout } = await run("cargo", ["metadata", "--format-version", "1", "--offline"], {
    cwd: ROOT,
    maxBuffer: 2 ** 28,
  });
  /** @type {{ packages: { name: string, rust_version: string | null }[] }} */
  const { packages } = JSON.parse(stdout);
  const minor = (/** @type {string | null} */ version) => Number(version?.split(".")[1] ?? 0);
  const newest = packages.reduce((a, b) => (minor(a.rust_version) >= minor(b.rust_version) ? a : b));
  const named = README.match(/Rust \((1\.\d+) or newer/)?.[1];
  assert.equal(
    named,
    newest.rust_version?.split(".").slice(0, 2).join("."),
    `${newest.name} needs ${newest.rust_version}`,
  );
});
