/** Builds and serves an example, as a reader of its README does. */

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PATIENCE = 120_000; // ms, for a server to answer on a slow machine
/** The line by which the servers of Vite and of Next.js print their address. */
const ADDRESS = /Local:\s+(http:\/\/localhost:\d+)/;

/** The publishable key of a server. */
export async function keyOf(server) {
  const health = await fetch(`${server.origin}/_dev/health`);
  return (await health.json()).publishable_key;
}

/**
 * Answers a function that starts an example at its first call, and answers the running app at each call. `env` answers
 * the environment variables of the app, `start` serves it. The app ends after the tests of the file.
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
  /** `name` is the folder below examples/, `env` the environment variables of the app. */
  constructor(name, env) {
    this.folder = fileURLToPath(new URL(`../../examples/${name}/`, import.meta.url));
    this.env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1", ...env };
  }

  /** Runs a program of the app's packages to its end; `args` begins with its file below node_modules. */
  async run(...args) {
    await promisify(execFile)("node", program(args), { cwd: this.folder, env: this.env });
  }

  /** Starts a server of the app's packages on a free port, and waits until it answers. */
  async serve(...args) {
    const child = spawn("node", [...program(args), "--port", "0"], { cwd: this.folder, env: this.env });
    const kill = () => child.kill();
    process.once("exit", kill); // Ends the app when the tests end early, too.
    const log = [];
    createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
    const gone = once(child, "exit");
    this.stop = async () => {
      kill();
      await gone;
      process.off("exit", kill);
    };
    const ended = gone.then(() => {
      throw new Error(`${args.join(" ")} has ended:\n${log.join("\n")}`);
    });
    this.origin = await Promise.race([address(child, log), ended]);
    await Promise.race([answering(this.origin), ended]);
  }
}

/** @param {string[]} args */
const program = ([file, ...args]) => [`node_modules/${file}`, ...args];

/** The address that a server prints. Its output is read to the end, since a full pipe would stop the server. */
function address(child, log) {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      log.push(line);
      const [, address] = ADDRESS.exec(line) ?? [];
      if (address) resolve(address);
    });
  });
}

async function answering(origin) {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE; ) {
    const answer = await fetch(origin).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${origin} does not answer`);
}
