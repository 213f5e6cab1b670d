/** Puts into words what went wrong. */

/** @import { ClerkAPIError } from "clerk-wasm" */

import { element } from "./element.js";

/**
 * What an error of the SDK, of `fieldError` or of the browser may carry.
 * @typedef {{ code?: string, status?: number, field?: string, errors?: ClerkAPIError[] }} Details
 */

/**
 * What was caught, as an Error: anything can be thrown.
 * @param {unknown} caught
 * @returns {Error & Details}
 */
export function problemOf(caught) {
  return caught instanceof Error ? caught : new Error(String(caught));
}

/**
 * Whether no answer came at all, as opposed to a refusal.
 * @param {unknown} caught
 */
export function isUnreachable(caught) {
  const { code } = problemOf(caught);
  return code === "network_error" || code === "clerk_offline";
}

/**
 * One or two sentences for the person at the screen.
 * @param {unknown} caught
 */
export function describe(caught) {
  if (isUnreachable(caught)) return "The server does not answer. Check that it is running and that you are online.";
  const { errors, message } = problemOf(caught);
  const first = errors?.[0];
  return first?.longMessage || first?.message || message || "Something went wrong.";
}

/** @param {unknown} caught */
function title(caught) {
  if (isUnreachable(caught)) return "The server cannot be reached";
  if (problemOf(caught).status === 404) return "Nothing to see here";
  return "This did not work";
}

/**
 * A notice that takes the place of what could not be shown, with a button to try again.
 * @param {unknown} caught
 * @param {() => unknown} tryAgain
 */
export function problemNotice(caught, tryAgain) {
  const isGone = problemOf(caught).status === 404;
  const text = isGone ? "It does not exist any more, or you are not a member of it." : describe(caught);
  return element(
    "section",
    { class: "notice danger", role: "alert" },
    element("h2", {}, title(caught)),
    element("p", {}, text),
    element(
      "div",
      { class: "row-actions" },
      element("button", { class: "button", type: "button", click: tryAgain }, "Try again"),
      location.pathname !== "/" && element("a", { class: "button quiet", href: "/" }, "Your organizations"),
    ),
  );
}
