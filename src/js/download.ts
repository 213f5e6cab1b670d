// For the entries that have the wasm beside them.

/** The bytes at an address. */
export const download = async (url: URL): Promise<ArrayBuffer> => {
  const response = await globalThis.fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.arrayBuffer();
};
