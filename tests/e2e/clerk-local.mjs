/** Starts the real server for a test, and asks it what it holds. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = process.env.CLERK_LOCAL ?? `${ROOT}target/debug/clerk-local`;
const READY = "clerk-local listening on ";

/** Password of every user of the built-in seed. */
export const PASSWORD = "blue-heron-42";

/** Starts `clerk-local` on a free port with a fresh database, the pages and the SDK, and with `options` besides. */
export async function startClerkLocal(...options) {
  const folders = ["www", "pkg", "tests/e2e/pages"].flatMap((folder) => ["--www", folder]);
  const child = spawn(PROGRAM, ["serve", "--port", "0", "--db", ":memory:", ...folders, ...options], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill();
  process.once("exit", kill); // Ends the server when the tests end early, too.
  const log = [];
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const gone = once(child, "exit");
  const origin = await Promise.race([
    address(child),
    gone.then(() => {
      throw new Error(`clerk-local did not start:\n${log.join("\n")}`);
    }),
  ]);
  return new ClerkLocal(origin, async () => {
    kill();
    await gone;
    process.off("exit", kill);
  });
}

async function address(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith(READY)) return line.slice(READY.length).trim();
  }
  return new Promise(() => {}); // The program has ended; whoever waits for its exit learns why.
}

class ClerkLocal {
  constructor(origin, stop) {
    this.origin = origin;
    this.stop = stop;
  }

  /** Deletes all data and puts the seed in its place. */
  async reset() {
    await answer(fetch(`${this.origin}/_dev/reset`, { method: "POST" }));
  }

  /** All mails, newest first. With `to`, those to that address; if there is none, waits up to five seconds for one. */
  async mail(to) {
    const query = to ? `?wait=5&to=${encodeURIComponent(to)}` : "";
    return answer(fetch(`${this.origin}/_dev/mail${query}`));
  }

  /** Signs in without a browser, to read what the server stores. Answers a function that GETs a path. */
  async as(identifier, password = PASSWORD) {
    const headers = { origin: this.origin };
    const body = new URLSearchParams({ identifier, password });
    const response = await fetch(`${this.origin}/v1/client/sign_ins`, { method: "POST", headers, body });
    const attempt = (await answer(response)).response;
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    return async (path) => {
      const url = new URL(path, this.origin);
      url.searchParams.set("_clerk_session_id", attempt.created_session_id);
      return (await answer(fetch(url, { headers: { ...headers, cookie } }))).response;
    };
  }
}

async function answer(pending) {
  const response = await pending;
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} from ${response.url}: ${text}`);
  return text ? JSON.parse(text) : null;
}
