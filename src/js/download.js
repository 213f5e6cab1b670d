// For the entries that have the wasm beside them.

/** The bytes at an address. */
export const download = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.arrayBuffer();
};
