// What wasm-bindgen's glue finds in the package in place of the browser's `fetch` and `queueMicrotask`: `cargo xtask
// build` puts them there.
//
// gloo-net panics when fetch rejects with something that is no Error, or answers something that is no Response. Apps
// replace fetch, and their tests do.

/** A request as the driver makes it. A real Request would be copied by fetch once more. */
export interface Sent extends RequestInit {
  url: string;
}

export const fetch = ({ url, ...init }: Sent): Promise<Response> => {
  try {
    return Promise.resolve(globalThis.fetch(url, init)).then(asResponse, fail);
  } catch (error) {
    return fail(error);
  }
};

const asResponse = (response: unknown): Response | Promise<Response> =>
  response instanceof Response ? response : realResponse(response as Double).catch(fail);

const fail = (reason: unknown): Promise<never> =>
  Promise.reject(reason instanceof Error ? reason : new Error(String(reason)));

/** What tests put in the place of a Response. */
type Double = Partial<Pick<Response, "status" | "ok" | "headers" | "json">>;

const realResponse = async (double: Double): Promise<Response> => {
  const { status = double.ok ? 200 : 500, headers } = double;
  const body = status === 204 ? null : JSON.stringify(await double.json?.());
  return new Response(body, { status, ...(headers instanceof Headers && { headers }) });
};

const settled = Promise.resolve();

/** The browser's own leaves the JavaScript engine each time: reading a list of 10 then takes a fifth longer. */
export const queueMicrotask = (task: () => void): void => {
  settled.then(task);
};
