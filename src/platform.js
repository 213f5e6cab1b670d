// @ts-check
// What the SDK asks of its surroundings (a window, a worker, Deno, Node), and the rules of the protocol that are about
// JSON. Both drivers use this file: Rust's, which imports it as it is, and JavaScript's (js/driver.ts). It is no
// TypeScript because wasm-bindgen hands it to browsers untranslated.

/**
 * @typedef {object} Reply What the server replied.
 * @property {number} status HTTP status
 * @property {any} body parsed JSON: null for 204, undefined if it is no JSON
 * @property {string | undefined} devToken another token for the development browser
 * @property {number | undefined} retryAfter seconds to wait
 */

/** @typedef {{ id: string, status?: string, [field: string]: any }} SessionJson */
/** @typedef {{ id?: string, updated_at?: number, sessions?: SessionJson[], [field: string]: any }} ClientJson */

/**
 * A request as docs/fapi.md 1.4 wants it: anything but GET is a POST with a form.
 *
 * @param {string | undefined} form
 * @param {AbortSignal | undefined} signal
 * @returns {RequestInit}
 */
export const init = (form, signal) => ({
  credentials: "include",
  ...(signal && { signal }),
  ...(form !== undefined && {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form,
  }),
});

/**
 * The same for Rust's driver.
 *
 * @param {string} url
 * @param {string | undefined} form
 * @param {AbortController | undefined} controller
 */
export const request = (url, form, controller) => new Request(url, init(form, controller?.signal));

/**
 * Reads a reply. It rejects if the body breaks off: that is no reply at all.
 *
 * @param {Response} response
 * @returns {Promise<Reply>}
 */
export const read = async (response) => {
  const { status, headers } = response;
  const retryAfter = status < 400 ? Number.NaN : Number.parseInt(headers.get("Retry-After") ?? "", 10);
  let body = null;
  try {
    if (status !== 204) body = await response.json();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    body = undefined;
  }
  return {
    status,
    body,
    devToken: headers.get("Clerk-Db-Jwt") ?? undefined,
    retryAfter: retryAfter >= 0 ? retryAfter : undefined,
  };
};

/**
 * An abort controller that follows `signal`; abort it when done, so that it stops listening.
 *
 * @param {AbortSignal} signal
 */
export const follow = (signal) => {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { signal: controller.signal });
  return controller;
};

/**
 * How often a request is sent before it counts as failed (docs/fapi.md 1.8): only a GET is sent again.
 *
 * @param {boolean} isGet
 */
export const attempts = (isGet) => (isGet ? (online() ? 4 : 11) : 1);

/**
 * Waits before a retry: 100 ms, then 700 × 2ⁿ, each times 1 to 2, at most 5000 (docs/fapi.md 1.8). No longer than until
 * `signal` aborts.
 *
 * @param {number} retry counted from 0
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<void>}
 */
export const pause = (retry, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const wake = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", wake);
      resolve();
    };
    const base = retry ? 700 * 2 ** (retry - 1) : 100;
    const timer = setTimeout(wake, Math.min(base * (1 + Math.random()), 5000));
    signal?.addEventListener("abort", wake);
  });

/** Whether the browser believes to be online. */
export const online = () => globalThis.navigator?.onLine !== false;

/**
 * What the page's address hands over under `name`; it stands there no longer.
 *
 * @param {string} name
 */
const takeFromAddress = (name) => {
  const url = new URL(location.href);
  const value = url.searchParams.get(name);
  url.searchParams.delete(name);
  if (value) history.replaceState(history.state, "", url);
  return value;
};

/**
 * The development browser's token: what Clerk's hosted pages hand over when they lead back (docs/fapi.md 1.5), or what
 * is kept under `key`; undefined where there is neither, or storage is denied.
 *
 * @param {string} key
 */
export const recall = (key) => {
  try {
    const given = takeFromAddress("__clerk_db_jwt");
    if (given) remember(key, given);
    return given || (localStorage.getItem(key) ?? undefined);
  } catch {
    return undefined;
  }
};

/**
 * Keeps `value` under `key`. Where storage is denied the core keeps it in memory alone.
 *
 * @param {string} key
 * @param {string} value
 */
export const remember = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {}
};

/** A token is not handed out in the last seconds of its life, in milliseconds. */
const MARGIN = 10_000;

/**
 * Whether a token that was asked for at the time `asked` can still be handed out. It lives as long as its own claims
 * say, and no clock is compared with the server's. A token that cannot be read cannot be kept.
 *
 * @param {string} jwt
 * @param {number} asked milliseconds since the epoch
 */
export const isLive = (jwt, asked) => {
  try {
    const payload = /** @type {string} */ (jwt.split(".")[1]);
    const { exp, iat } = JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/")));
    return asked + (exp - iat) * 1000 - MARGIN > Date.now();
  } catch {
    return false;
  }
};

/**
 * An absolute address for one that may be a path of this page's origin (docs/fapi.md 1.2); undefined if it is neither.
 *
 * @param {string} url
 */
export const base = (url) => {
  try {
    const { protocol, origin, pathname } = new URL(url, globalThis.location?.href);
    const absolute = /^(https?:\/\/|\/)/.test(url) && protocol.startsWith("http");
    return absolute ? origin + pathname.replace(/\/+$/, "") : undefined;
  } catch {
    return undefined;
  }
};

/**
 * What a body holds: the errors of a refusal (0), the response (1), or the response if it is a page or an array (2);
 * undefined where it isn't there.
 *
 * @param {any} body
 * @param {number} what
 */
export const find = (body, what) => {
  const found = what ? body?.response : body?.errors;
  return what < 2 || Array.isArray(found?.data ?? found) ? found : undefined;
};

/**
 * The client that a body carries, or is where `isClient`. Null is one only there: elsewhere it says nothing.
 *
 * @param {any} body
 * @param {boolean} isClient
 * @returns {ClientJson | null | undefined}
 */
export const clientIn = (body, isClient) =>
  body?.client ?? body?.meta?.client ?? (isClient ? body?.response : undefined);

/**
 * Whether an answer was overtaken: `updated_at` of a client grows with every change (docs/fapi.md 4.8).
 *
 * @param {ClientJson | null | undefined} client
 * @param {ClientJson | null | undefined} other
 */
export const isOlder = (client, other) =>
  client?.id === other?.id && Number(client?.updated_at) < Number(other?.updated_at);

/**
 * The session of that id; with `orFirst` another one rather than none. Only those that are signed in count.
 *
 * @param {ClientJson | null | undefined} client
 * @param {unknown} id
 * @param {boolean} orFirst
 * @returns {SessionJson | undefined}
 */
export const chooseSession = (client, id, orFirst) => {
  const sessions = Array.isArray(client?.sessions) ? client.sessions : [];
  const signedIn = sessions.filter((session) => session?.status === "active" || session?.status === "pending");
  return signedIn.find((session) => session.id === id) ?? (orFirst ? signedIn[0] : undefined);
};

/**
 * A property; undefined where there is none.
 *
 * @param {any} value
 * @param {string} name
 */
export const get = (value, name) => value?.[name];

/**
 * A text property; undefined where there is none.
 *
 * @param {any} value
 * @param {string} name
 * @returns {string | undefined}
 */
export const getText = (value, name) => {
  const text = value?.[name];
  return typeof text === "string" ? text : undefined;
};
