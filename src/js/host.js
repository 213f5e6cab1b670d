// What the core asks of the JavaScript around it: a window, a worker, Deno, Node.

/** A request as FAPI 1.4 wants it: anything but GET is a POST with a form. */
export const request = (url, form, controller) =>
  new Request(url, {
    method: form === undefined ? "GET" : "POST",
    headers: form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" },
    body: form,
    signal: controller?.signal,
    credentials: "include",
  });

/** What the server answered; `body` is null for 204, undefined if it is no JSON. */
export const read = async (response) => {
  const { status, headers } = response;
  const body = status === 204 ? null : await response.json().catch(undefinedIfNoJson);
  const retryAfter = Number.parseInt(headers.get("Retry-After"), 10);
  return { status, body, devToken: headers.get("Clerk-Db-Jwt"), retryAfter: retryAfter >= 0 ? retryAfter : undefined };
};

/** A body that broke off is no answer at all. */
const undefinedIfNoJson = (error) => {
  if (!(error instanceof SyntaxError)) throw error;
};

/** An abort controller that follows `signal`; abort it when done, so that it stops listening. */
export const follow = (signal) => {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { signal: controller.signal });
  return controller;
};

/**
 * Waits before a retry: 100 ms, then 700 × 2ⁿ, each times 1 to 2, at most 5000 (FAPI 1.8). No longer than until
 * `signal` aborts.
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

export const online = () => globalThis.navigator?.onLine !== false;

/** What the page's address hands over under `name`; it stands there no longer. */
const takeFromAddress = (name) => {
  const url = new URL(location.href);
  const value = url.searchParams.get(name);
  url.searchParams.delete(name);
  if (value) history.replaceState(history.state, "", url);
  return value;
};

/**
 * The development browser's token: what Clerk's hosted pages hand over when they lead back (FAPI 1.5), or what is kept
 * under `key`; undefined where there is neither, or storage is denied.
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

/** Keeps `value` under `key`. Where storage is denied the core keeps it in memory alone. */
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
 */
export const isLive = (jwt, asked) => {
  try {
    const { exp, iat } = JSON.parse(atob(jwt.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")));
    return asked + (exp - iat) * 1000 - MARGIN > Date.now();
  } catch {
    return false;
  }
};

/** An absolute address for one that may be a path of this page's origin (FAPI 1.2); undefined if it is neither. */
export const base = (url) => {
  try {
    const { protocol, origin, pathname } = new URL(url, globalThis.location?.href);
    const absolute = /^(https?:\/\/|\/)/.test(url) && protocol.startsWith("http");
    return absolute ? origin + pathname.replace(/\/+$/, "") : undefined;
  } catch {
    return undefined;
  }
};

/** What the JavaScript face makes an Error of. */
export const failure = (code, message, field, status, answer) => ({ code, message, field, status, ...answer });

/** The client that a body carries, or is where `isClient`. Null is one only there: elsewhere it says nothing. */
export const clientIn = (body, isClient) =>
  body?.client ?? body?.meta?.client ?? (isClient ? body?.response : undefined);

/** Whether an answer was overtaken: `updated_at` of a client grows with every change (FAPI 4.8). */
export const isOlder = (client, other) => client?.id === other?.id && client?.updated_at < other?.updated_at;

/** The session of that id; with `orFirst` another one rather than none. Only those that are signed in count. */
export const chooseSession = (client, id, orFirst) => {
  const sessions = Array.isArray(client?.sessions) ? client.sessions : [];
  const signedIn = sessions.filter((session) => session?.status === "active" || session?.status === "pending");
  return signedIn.find((session) => session.id === id) ?? (orFirst ? signedIn[0] : undefined);
};

/** An array, or a page. */
export const isList = (value) => Array.isArray(value?.data ?? value);

/** A property; undefined where there is none. */
export const get = (value, name) => value?.[name];

/** A text property; undefined where there is none. */
export const getText = (value, name) => {
  const text = value?.[name];
  return typeof text === "string" ? text : undefined;
};

/** A value as texts of a form: null is empty, objects are JSON (FAPI 1.4). What cannot be a text is undefined. */
export const toTexts = (value, isList, isJson) =>
  (isList && Array.isArray(value) ? value : [value]).map((item) => {
    if (item === null) return "";
    if (isJson) return toJson(item);
    return ["string", "number", "boolean", "bigint"].includes(typeof item) ? String(item) : undefined;
  });

const toJson = (value) => {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
};
