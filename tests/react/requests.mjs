/** What a page asks of the Frontend API. */

/** A request of the Frontend API as `GET /v1/…`, without its ids; undefined for any other. */
export function nameOf(address, method) {
  const url = new URL(address);
  if (!url.pathname.startsWith("/v1/") || method === "OPTIONS") return undefined;
  return `${url.searchParams.get("_method") ?? method} ${url.pathname.replace(/(org|orginv|user|sess)_\w+/g, "$1")}`;
}

/** Collects requests from now on; `take()` answers those so far and begins anew. */
export function watchRequests(page) {
  let seen = [];
  page.on("request", (request) => {
    const name = nameOf(request.url(), request.method());
    if (name) seen.push(name);
  });
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
