// The smallest entry for bundlers that understand `new URL(…, import.meta.url)`: the wasm stays a file beside it.

import { provide } from "./clerk.js";
import { download } from "./download.js";

provide(() => download(new URL("./clerk_wasm_bg.wasm", import.meta.url)));

export { Clerk } from "./clerk.js";
export { ClerkAPIResponseError, ClerkRuntimeError } from "./errors.js";
