// Starts clerk-local with users who are members of 1, 10, … organizations, and serves a page for each client.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { CONTENDERS, PKG, page } from "./contenders.mjs";

const PASSWORD = "blue-heron-42";
const here = fileURLToPath(new URL(".", import.meta.url));

/** The address of the user who is a member of `count` organizations. */
export const userWith = (count) => `member-of-${count}@heron.test`;

/**
 * @param {string} program clerk-local
 * @param {string} folder holds the official clients; the seed and the pages are written there
 * @param {number[]} counts a user is made for each of these numbers of organizations
 */
export async function startServer(program, folder, counts) {
  const pages = join(folder, "pages");
  const seedFile = join(folder, "seed.json");
  mkdirSync(pages, { recursive: true });
  writeFileSync(seedFile, JSON.stringify(seed(counts)));
  const www = [here, PKG, folder, pages].flatMap((dir) => ["--www", dir]);
  const args = ["serve", "--port", "0", "--db", ":memory:", "--seed", seedFile, ...www];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  const origin = await ready(child);
  const file = (name) => `${name.replaceAll(/[^a-z0-9.]/g, "-")}.html`;
  for (const contender of CONTENDERS) writeFileSync(join(pages, file(contender.name)), page(contender, origin));
  return {
    password: PASSWORD,
    pageOf: ({ name }) => `${origin}/${file(name)}`,
    stop: () => child.kill(),
  };
}

async function ready(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const [, origin] = /^clerk-local listening on (\S+)$/.exec(line) ?? [];
    if (origin) return origin;
  }
  throw new Error("clerk-local has ended before it listened");
}

/** The content of clerk-local's seed file: each user is the only member of their organizations. */
function seed(counts) {
  const users = counts.map((count) => ({ email_address: userWith(count), password: PASSWORD }));
  const organizations = counts.flatMap((count) => {
    const members = [{ email_address: userWith(count), role: "admin" }];
    return Array.from({ length: count }, (_, index) => ({ name: `Organization ${index} of ${count}`, members }));
  });
  return { users, organizations };
}
