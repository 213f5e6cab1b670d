// The script tag: `<script src="…/clerk.browser.js" data-clerk-publishable-key="…">` sets `window.Clerk`, an instance
// that loads itself. The wasm is the file beside the script.

import { Clerk, provide } from "./clerk.js";
import { download } from "./download.js";

const script = document.currentScript;
const { clerkPublishableKey: key, clerkProxyUrl: proxyUrl } = script.dataset;

provide(() => download(new URL("clerk_wasm_bg.wasm", script.src)));

window.Clerk = new Clerk(key ?? window.__clerk_publishable_key, { proxyUrl });
// Whoever calls a method gets the error too; this one is for the developer of a page that calls none.
window.Clerk.load().catch((error) => console.error(error.message));
