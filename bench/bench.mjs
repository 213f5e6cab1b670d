// `cargo xtask bench` builds what is measured and runs this. Environment: CLERK_LOCAL and CHROMIUM
// are programs, BENCH_DIR is the folder that holds the official clients.
import { resolve } from "node:path";
import { launch } from "../tests/e2e/chromium.mjs";
import { CONTENDERS, RAW } from "./contenders.mjs";
import * as measure from "./measure.mjs";
import { startServer, userWith } from "./server.mjs";
import { size } from "./size.mjs";
import { HEADING, table } from "./table.mjs";

const COUNTS = [1, 10, 100, 500, 5000];
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const folder = given("BENCH_DIR");

const server = await startServer(given("CLERK_LOCAL"), folder, COUNTS);
const browser = await launch();
try {
  console.log(`Medians of ${ROUNDS} rounds, Chromium ${browser.version()}\n${HEADING}`);
  sizes();
  await times();
} finally {
  await browser.close();
  server.stop();
}

/** The value of an environment variable that `cargo xtask bench` sets. */
function given(/** @type {string} */ name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Run this by \`cargo xtask bench\`.`);
  return value;
}

function sizes() {
  const weighed = CONTENDERS.filter(({ name }) => name !== RAW);
  for (const how of ["raw", "gzip", "brotli"]) {
    const bytes = new Map();
    for (const { name, files } of weighed) bytes.set(name, size(...files.map((file) => resolve(folder, file)))[how]);
    table(`Download for load(), bytes, ${how}`, bytes);
  }
}

async function times() {
  const pages = await measure.openPages(browser, server, userWith(1));
  const { cold, warm } = await measure.load(browser, server, pages, ROUNDS);
  table("load(), ms, cold", cold);
  table("load(), ms, warm", warm);
  table("Heap after load(), bytes", await measure.heapAfterLoad(browser, server, 5));
  for (const count of COUNTS) {
    await measure.answerFromMemory(pages, count);
    table(`${count} memberships from memory, ms`, await measure.list(pages, count, ROUNDS));
  }
  table("Heap per membership, bytes", await measure.heapPerMembership(pages));
  await measure.closePages(pages);
  for (const count of COUNTS) await loopback(count);
}

async function loopback(count) {
  const pages = await measure.openPages(browser, server, userWith(count));
  table(`${count} memberships over loopback, ms`, await measure.list(pages, count, ROUNDS, count > 100 ? 1 : 5));
  await measure.closePages(pages);
}
