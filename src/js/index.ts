// The npm entry: one file that works in every bundler and runtime, the wasm inside as base64.

import wasm from "wasm-bytes";
import { provide } from "./wasm.js";

provide(() => Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0)));

export { Clerk } from "./clerk.js";
export { ClerkAPIResponseError, ClerkRuntimeError } from "./errors.js";
