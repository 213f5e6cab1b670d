// The `fetch` that gloo-net finds in the package: `cargo xtask build` puts it in the place of the global one in
// wasm-bindgen's glue. gloo-net panics when fetch rejects with something that is no Error, or answers something that is
// no Response. Apps replace fetch, and their tests do.

/** A request as the driver makes it. A real Request would be copied by fetch once more. */
export interface Sent extends RequestInit {
  url: string;
}

export const fetch = async ({ url, ...init }: Sent): Promise<Response> => {
  try {
    const response: unknown = await globalThis.fetch(url, init);
    return response instanceof Response ? response : await realResponse(response as Double);
  } catch (error) {
    throw error instanceof Error ? error : new Error(String(error));
  }
};

/** What tests put in the place of a Response. */
type Double = Partial<Pick<Response, "status" | "ok" | "headers" | "json">>;

const realResponse = async (double: Double): Promise<Response> => {
  const { status = double.ok ? 200 : 500, headers } = double;
  const body = status === 204 ? null : JSON.stringify(await double.json?.());
  return new Response(body, { status, ...(headers instanceof Headers && { headers }) });
};
