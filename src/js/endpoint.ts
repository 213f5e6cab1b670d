// Endpoints of the API, as the generated code declares them.

/** JSON from the wire: whatever the server sends. */
// biome-ignore lint/suspicious/noExplicitAny: it is checked where it is read, and a newer server may send anything
export type Json = any;

export interface Endpoint {
  /** Its declaration, as a line of text: see `api/src/row.rs`. It also tells endpoints apart. */
  readonly row: string;
  /** Whether it only reads. */
  readonly isRead: boolean;
  /** Whether it answers a list. */
  readonly isList: boolean;
  /** Whether the list comes in pages. */
  readonly isPaged: boolean;
  /** Whether the caller's client may come with the answer. */
  readonly hasClient: boolean;
  /** Whether the answer is the client. */
  readonly isClient: boolean;
  /** What the wasm module knows it by, once it was called. */
  handle?: number;
}

export const endpoint = (row: string): Endpoint => {
  const [method, , letters = ""] = row.split(" ");
  const isRead = method === "GET";
  return {
    row,
    isRead,
    isList: /[pl]/.test(letters),
    isPaged: row.includes(" offset:"),
    hasClient: !isRead || letters.includes("c"),
    isClient: letters.includes("a"),
  };
};

/** What a method calls: the endpoint, its own name, the type of the answer, and whether that goes into its object. */
export type Call = [
  endpoint: Endpoint,
  method: string,
  type: string,
  inPlace?: boolean,
  /** The types whose lists are out of date afterwards. */
  changes?: string[],
];

/** Makes a call for an object: with the caller's parameters, those that the object knows, and the method's defaults. */
export type Invoke = (
  call: Call,
  receiver: object,
  params: unknown,
  known?: object,
  defaults?: Record<string, unknown>,
) => Promise<Json>;
