// What each client does in its page. All do the same; only the calls differ.
const PAGE_SIZE = 500;
const PATH = "/v1/me/organization_memberships";
const realFetch = window.fetch;
const clerk = window.Clerk;
const isOfficial = clerk && document.title !== "clerk-wasm";
let session = "";

/** Milliseconds from the arrival of the page's HTML to a resolved load(). */
window.loaded = load().then(() => performance.now() - performance.getEntriesByType("navigation")[0].responseEnd);

async function load() {
  if (!clerk) {
    const { response } = await (await fetch("/v1/client", { credentials: "include" })).json();
    session = response?.last_active_session_id ?? "";
  } else {
    // Telemetry is off: nothing may leave this machine.
    await clerk.load(isOfficial ? { telemetry: false } : {});
  }
}

window.signIn = async (identifier, password) => {
  if (!clerk) {
    const body = new URLSearchParams({ identifier, password, strategy: "password" });
    const answer = await fetch("/v1/client/sign_ins", { method: "POST", credentials: "include", body });
    session = (await answer.json()).response.created_session_id;
  } else {
    const signIn = await clerk.client.signIn.create({ identifier, password });
    await clerk.setActive({ session: signIn.createdSessionId });
  }
};

/** Fetches all memberships of the signed-in user, in pages of PAGE_SIZE. */
async function list() {
  if (clerk && !isOfficial) return clerk.getOrganizationMemberships();
  const all = [];
  for (let page = 0; ; page += 1) {
    const { data, total_count } = await (clerk ? officialPage(page) : rawPage(page));
    all.push(...data);
    if (data.length === 0 || all.length >= total_count) return all;
  }
}

// clerk-js 4 wants `paginated`; the later ones send it themselves.
const officialPage = (page) =>
  clerk.user.getOrganizationMemberships({ paginated: true, initialPage: page + 1, pageSize: PAGE_SIZE });

async function rawPage(page) {
  const query = `limit=${PAGE_SIZE}&offset=${page * PAGE_SIZE}&paginated=true&_clerk_session_id=${session}`;
  const answer = await fetch(`${PATH}?${query}`, { credentials: "include" });
  return (await answer.json()).response;
}

/** Milliseconds that one list() of `count` memberships takes, measured over `times` calls in a row. */
window.timeList = async (count, times) => {
  const begun = performance.now();
  for (let time = 0; time < times; time += 1) {
    const found = await list();
    if (found.length !== count) throw new Error(`${document.title}: ${found.length} memberships instead of ${count}`);
  }
  return (performance.now() - begun) / times;
};

/** From now on lists are answered in the page, with `count` copies of the user's first membership. */
window.answerFromMemory = async (count) => {
  window.fetch = realFetch;
  const [sample] = (await rawSample()).data;
  const pages = new Map();
  for (let offset = 0; offset < count; offset += PAGE_SIZE) {
    pages.set(offset, JSON.stringify({ response: slice(sample, offset, count), client: null }));
  }
  const headers = { "content-type": "application/json" };
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (url.pathname !== PATH) return realFetch(input, init);
    return new Response(pages.get(Number(url.searchParams.get("offset") ?? 0)), { headers });
  };
};

async function rawSample() {
  session ||= clerk.session.id;
  return rawPage(0);
}

function slice(sample, offset, count) {
  const data = [];
  for (let index = offset; index < Math.min(count, offset + PAGE_SIZE); index += 1) {
    const organization = { ...sample.organization, id: `${sample.organization.id}${index}` };
    data.push({ ...sample, id: `${sample.id}${index}`, organization });
  }
  return { data, total_count: count };
}

/** Keeps a list alive, so that its weight can be measured. */
window.keepList = async () => {
  window.kept = await list();
  return window.kept.length;
};
