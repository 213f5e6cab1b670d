// The measurements. Each client is measured once per round. The order shifts from round to round, so that a slow moment
// of the machine does not hit the same client each time.
import { CONTENDERS, RAW } from "./contenders.mjs";
import { median } from "./table.mjs";

/** How often list() is called in a row, by the length of the list, so that each series takes about the same time. */
const TIMES = { 1: 100, 10: 80, 100: 30, 500: 10, 5000: 1 };

/**
 * Runs `turn` for each contender in each round.
 *
 * @param {number} rounds
 * @param {(contender: {name: string, script?: string}) => Promise<number>} turn
 * @returns {Promise<Map<string, number>>} contender → median
 */
async function interleave(rounds, turn) {
  /** @type {Map<string, number[]>} */
  const values = new Map(CONTENDERS.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < CONTENDERS.length; index += 1) {
      const contender = CONTENDERS[(round + index) % CONTENDERS.length];
      values.get(contender.name)?.push(await turn(contender));
    }
  }
  return new Map([...values].map(([name, of]) => [name, median(of)]));
}

/** Opens a page for each client, loads the client and signs in. */
export async function openPages(browser, server, user) {
  const pages = new Map();
  for (const contender of CONTENDERS) {
    const context = await browser.newContext();
    const page = await openPage(context, server, contender);
    await page.evaluate(([name, password]) => window.signIn(name, password), [user, server.password]);
    pages.set(contender.name, page);
  }
  return pages;
}

async function openPage(context, server, contender) {
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`${contender.name}: ${error.message}`));
  await page.goto(server.pageOf(contender));
  await page.evaluate(() => window.loaded);
  return page;
}

export async function closePages(pages) {
  for (const page of pages.values()) await page.context().close();
}

/** Milliseconds from the page's HTML to a resolved load() of a signed-in user: first without a cache, then with one. */
export async function load(browser, server, pages, rounds) {
  const states = new Map();
  for (const [name, page] of pages) states.set(name, await page.context().storageState());
  const warm = new Map();
  const cold = await interleave(rounds, async (contender) => {
    const context = await browser.newContext({ storageState: states.get(contender.name) });
    const page = await openPage(context, server, contender);
    const first = await page.evaluate(() => window.loaded);
    await page.goto(server.pageOf(contender));
    warm.set(contender.name, [...(warm.get(contender.name) ?? []), await page.evaluate(() => window.loaded)]);
    await context.close();
    return first;
  });
  return { cold, warm: new Map([...warm].map(([name, values]) => [name, median(values)])) };
}

/** Milliseconds per list of `count` memberships. */
export async function list(pages, count, rounds, times = TIMES[count]) {
  const turn = ({ name }) => pages.get(name).evaluate(([n, k]) => window.timeList(n, k), [count, times]);
  await interleave(1, turn);
  return interleave(rounds, turn);
}

export async function answerFromMemory(pages, count) {
  for (const page of pages.values()) await page.evaluate((n) => window.answerFromMemory(n), count);
}

/**
 * The sum of a heap snapshot in bytes, after garbage collection. Unlike the used size of the heap, it includes the memory
 * and the code of wasm modules, and the text of scripts.
 */
async function heap(page) {
  const devtools = await page.context().newCDPSession(page);
  const chunks = [];
  devtools.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await devtools.send("HeapProfiler.enable");
  for (let round = 0; round < 3; round += 1) await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("HeapProfiler.takeHeapSnapshot");
  await devtools.detach();
  const { snapshot, nodes } = JSON.parse(chunks.join(""));
  const fields = snapshot.meta.node_fields;
  let bytes = 0;
  for (let index = fields.indexOf("self_size"); index < nodes.length; index += fields.length) bytes += nodes[index];
  return bytes;
}

/** Bytes that load() adds to a page, compared with a page that loads no client. */
export async function heapAfterLoad(browser, server, rounds) {
  const after = await interleave(rounds, async (contender) => {
    const context = await browser.newContext();
    const bytes = await heap(await openPage(context, server, contender));
    await context.close();
    return bytes;
  });
  const without = after.get(RAW) ?? Number.NaN;
  after.delete(RAW);
  return new Map([...after].map(([name, bytes]) => [name, bytes - without]));
}

/** Bytes per membership of a list that is kept. */
export async function heapPerMembership(pages) {
  const bytes = new Map();
  for (const [name, page] of pages) {
    const before = await heap(page);
    const kept = await page.evaluate(() => window.keepList());
    bytes.set(name, ((await heap(page)) - before) / kept);
  }
  return bytes;
}
