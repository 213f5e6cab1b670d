// The smallest entry for bundlers that understand `new URL(…, import.meta.url)`: the wasm stays a file beside it.

import { provide } from "./clerk.js";

provide(() => new URL("./clerk_wasm_bg.wasm", import.meta.url));

export { Clerk } from "./clerk.js";
export { ClerkAPIResponseError, ClerkRuntimeError } from "./errors.js";
