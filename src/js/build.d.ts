// What `cargo xtask build` gives to these sources.

/** Names of the methods that the Clerk object has of the endpoints. */
declare const CLERK_METHODS: (keyof import("./generated/types.js").ClerkMethods)[];
/** Version of the package. */
declare const CLERK_VERSION: string;
/** Name of the wasm's file, with its build in the query. */
declare const CLERK_WASM_FILE: string;
/** Tells builds apart: a hash of the wasm, which has it in a section of its own. */
declare const CLERK_BUILD: string;

/** The wasm itself, in base64. */
declare module "wasm-bytes" {
  const base64: string;
  export default base64;
}

/** What wasm-bindgen makes of `src/javascript.rs`. */
declare module "wasm-glue" {
  /** Instantiates the module; nothing below works before. */
  export function initSync(options: { module: WebAssembly.Module }): void;
  /** Reads an endpoint's row, and answers its handle. */
  export function operation(row: string): number;
  /** Sends a request through gloo-net. */
  export function send(request: import("./transport.js").Sent): Promise<Response>;

  /** What they throw is a text for `failureOf` in `errors.ts`, or undefined for a refusal of the server. */
  export class Core {
    /** An absent proxy URL is empty. */
    constructor(key: string, proxyUrl: string);
    /** The address of a call, and on the next line its form, if it is a POST. */
    plan(handle: number, sessionId: string, given: string): string;
    /** What the call was for. */
    accept(handle: number, status: number, body: unknown, devToken: string | undefined): unknown;
    /** Whether the server can know this browser. */
    isKnown(): boolean;
    /** Keeps the development browser's token. */
    keep(token: string): void;
    /** Forgets the development browser's token that a request with this address carried. */
    forget(url: string): void;
    /** What a call fails with when its request got no reply. */
    unreached(isOnline: boolean): string;
    free(): void;
  }
}
