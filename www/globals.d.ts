// For the type check of these pages; browsers don't load this file.

import type { Clerk } from "clerk-wasm";

declare global {
  interface Window {
    /** Set by the script tag of /clerk.browser.js. `openPage` says so where that script didn't load. */
    Clerk: Clerk;
  }
}
