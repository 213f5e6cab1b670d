// The smallest entry for bundlers that understand `new URL(…, import.meta.url)`: the wasm stays a file beside it.

import { download } from "./download.js";
import { provide } from "./wasm.js";

provide(() => download(new URL(CLERK_WASM_FILE, import.meta.url)));

export { Clerk } from "./clerk.js";
export { ClerkAPIResponseError, ClerkRuntimeError } from "./errors.js";
