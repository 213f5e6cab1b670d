// The script tag: `<script src="…/clerk.browser.js" data-clerk-publishable-key="…">` sets `window.Clerk`, an instance
// that loads itself. The wasm is the file beside the script.

import { Clerk } from "./clerk.js";
import { download } from "./download.js";
import { provide } from "./wasm.js";

const page = window as unknown as { Clerk: Clerk; __clerk_publishable_key?: string };
const { src, dataset } = document.currentScript as HTMLScriptElement;

provide(() => download(new URL(CLERK_WASM_FILE, src)));

const key = dataset.clerkPublishableKey ?? page.__clerk_publishable_key ?? "";
page.Clerk = new Clerk(key, { proxyUrl: dataset.clerkProxyUrl });
// Whoever calls a method gets the error too; this one is for the developer of a page that calls none.
page.Clerk.load().catch((error: Error) => console.error(error.message));
