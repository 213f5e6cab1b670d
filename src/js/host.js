// What the core asks of the JavaScript around it: a window, a worker, Deno, Node.

/** A request as FAPI 1.4 wants it: anything but GET is a POST with a form. */
export const request = (url, form, signal) =>
  new Request(url, {
    method: form === undefined ? "GET" : "POST",
    headers: form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" },
    body: form,
    signal,
    credentials: "include",
  });

/** An abort controller that follows `signal`; abort it when done, so that it stops listening. */
export const follow = (signal) => {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { signal: controller.signal });
  return controller;
};

/** Resolves after so many milliseconds, or when `signal` aborts. */
export const sleep = (milliseconds, signal) =>
  new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    signal?.addEventListener("abort", wake);
  });

export const online = () => globalThis.navigator?.onLine !== false;

/** The text kept under `key`; undefined where nothing is, or storage is denied. */
export const recall = (key) => {
  try {
    return localStorage.getItem(key) ?? undefined;
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

/** How long a token lives, in milliseconds by its own claims (no clock is compared); 0 if it cannot be read. */
export const lifetime = (jwt) => {
  try {
    const { exp, iat } = JSON.parse(atob(jwt.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")));
    return (exp - iat) * 1000 || 0;
  } catch {
    return 0;
  }
};

/** An absolute address for a proxy that may be a path of this page's origin (FAPI 1.2); undefined if it is neither. */
export const proxy = (url) => {
  try {
    const { protocol, origin, pathname } = new URL(url, globalThis.location?.href);
    const absolute = /^(https?:\/\/|\/)/.test(url) && protocol.startsWith("http");
    return absolute ? origin + pathname.replace(/\/+$/, "") : undefined;
  } catch {
    return undefined;
  }
};

/** What the JavaScript face makes an Error of. */
export const failure = (code, message, field, status, body, retryAfter) => ({
  code,
  message,
  field,
  status,
  body,
  retryAfter,
});
