/** Builds and serves an example, as its reader does. */

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PATIENCE = 120_000; // ms, for a server to answer on a slow machine

/** The publishable key of a server. */
export async function keyOf(server) {
  const health = await fetch(`${server.origin}/_dev/health`);
  return (await health.json()).publishable_key;
}

/**
 * Answers a function that starts an example when it is first called, and the running app from then on. `env` answers
 * what the app is configured by, `start` serves it. It ends with the file's tests.
 */
export function appOf(name, env, start) {
  let app;
  const begin = async () => {
    app = new App(name, await env());
    await start(app);
    return app;
  };
  let running;
  after(() => app?.stop?.());
  return () => {
    running ??= begin();
    return running;
  };
}

class App {
  /** `name` is the folder below examples/, `env` what the app is configured by. */
  constructor(name, env) {
    this.folder = fileURLToPath(new URL(`../../examples/${name}/`, import.meta.url));
    this.env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env };
  }

  /** Runs a program of the app's packages to its end; `args` begins with its file below node_modules. */
  async run(...args) {
    await promisify(execFile)("node", program(args), { cwd: this.folder, env: this.env });
  }

  /** Starts a server of the app's packages on a free port, and waits until it answers. */
  async serve(...args) {
    const port = await freePort();
    const child = spawn("node", [...program(args), "--port", `${port}`], { cwd: this.folder, env: this.env });
    const kill = () => child.kill();
    process.once("exit", kill); // Also when the tests end early.
    const log = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => log.push(text));
    const gone = once(child, "exit");
    this.origin = `http://localhost:${port}`;
    this.stop = async () => {
      kill();
      await gone;
      process.off("exit", kill);
    };
    await Promise.race([
      answering(this.origin),
      gone.then(() => {
        throw new Error(`${args.join(" ")} has ended:\n${log.join("")}`);
      }),
    ]);
  }
}

/** @param {string[]} args */
const program = ([file, ...args]) => [`node_modules/${file}`, ...args];

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address?.port;
}

async function answering(origin) {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE; ) {
    const answer = await fetch(origin).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${origin} does not answer`);
}
