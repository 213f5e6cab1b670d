/** What a page asks of the Frontend API. */

import assert from "node:assert/strict";

/** Longer than a session token lives, and than the lists of hooks count as fresh. In milliseconds. */
const WHILE = 10 * 60_000;

/** Collects requests from now on; `take()` answers those so far as `GET /v1/…` and begins anew. */
export function watchRequests(page) {
  let seen = [];
  const note = (request) => {
    const url = new URL(request.url());
    if (!url.pathname.startsWith("/v1/") || request.method() === "OPTIONS") return;
    const method = url.searchParams.get("_method") ?? request.method();
    seen.push(`${method} ${url.pathname.replace(/(org|orginv|user|sess)_\w+/g, "$1")}`);
  };
  page.on("request", note);
  return {
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
  };
}

/** Waits until nothing was asked for half a second, and answers what was. */
export async function settled(page, requests) {
  const all = [];
  for (let quiet = 0; quiet < 2; quiet += 1) {
    await page.waitForTimeout(250);
    const more = requests.take();
    if (more.length > 0) quiet = -1;
    all.push(...more);
  }
  return all;
}

/**
 * Asserts that a page asks for nothing while ten minutes pass on its own clock, which is put forward. The page must
 * have been opened after `page.clock.install()`.
 */
export async function assertIdle(page, requests) {
  await page.evaluate((end) => {
    setTimeout(() => {
      window.rang = true;
    }, end);
  }, WHILE);
  await page.clock.runFor(WHILE);
  assert.equal(await page.evaluate(() => window.rang), true, "the page's clock was put forward");
  assert.deepEqual(await settled(page, requests), []);
}
