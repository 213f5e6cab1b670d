/** Records the requests that a page makes to the Frontend API. */

import assert from "node:assert/strict";

/** Longer than a session token lives, and than the lists of hooks count as fresh. In milliseconds. */
const WHILE = 10 * 60_000;

/** A request of the Frontend API as `GET /v1/…`, without its ids; undefined for any other. */
export function nameOf(address, method) {
  const url = new URL(address);
  if (!url.pathname.startsWith("/v1/") || method === "OPTIONS") return undefined;
  return `${url.searchParams.get("_method") ?? method} ${url.pathname.replace(/(org|orginv|user|sess)_\w+/g, "$1")}`;
}

/** Records requests from now on. `take()` answers and forgets them; `isQuiet()` tells whether none is unanswered. */
export function watchRequests(page) {
  let seen = [];
  const running = new Set();
  page.on("request", (request) => {
    const name = nameOf(request.url(), request.method());
    if (!name) return;
    seen.push(name);
    running.add(request);
  });
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => running.delete(request));
  return {
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    isQuiet: () => running.size === 0,
  };
}

/**
 * Waits until all requests are answered and none follows, and answers what was requested. It waits by the page's clock,
 * because on a busy machine the page's timers are late, too.
 */
export async function settled(page, requests) {
  const all = [];
  for (let quiet = 0; quiet < 3; quiet += 1) {
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    const more = requests.take();
    if (more.length > 0 || !requests.isQuiet()) quiet = -1;
    all.push(...more);
  }
  return all;
}

/**
 * Asserts that a page makes no request in ten minutes of its own clock, which is moved forward. The page must have been
 * opened after `page.clock.install()`.
 */
export async function assertIdle(page, requests) {
  await page.evaluate((end) => {
    setTimeout(() => {
      window.rang = true;
    }, end);
  }, WHILE);
  await page.clock.runFor(WHILE);
  assert.equal(await page.evaluate(() => window.rang), true, "the page's clock was put forward");
  await page.waitForTimeout(250);
  assert.deepEqual(requests.take(), []);
}
