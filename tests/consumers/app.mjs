// An app without JSX, so that every bundler builds it as it is.
import { ClerkProvider, useUser } from "clerk-wasm/react";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

function Who() {
  const { isLoaded, user } = useUser();
  return createElement("p", null, isLoaded ? (user?.primaryEmailAddress?.emailAddress ?? "nobody") : "loading");
}

/**
 * Shows who is signed in.
 *
 * @param {import("clerk-wasm").Clerk} [clerk] an object of the app's own, if it has one
 */
export function show(clerk) {
  const props = clerk ? { clerk } : { publishableKey: document.documentElement.dataset.key ?? "" };
  const root = /** @type {HTMLElement} */ (document.getElementById("root"));
  createRoot(root).render(createElement(ClerkProvider, props, createElement(Who)));
}
