/** What went wrong, in words. */

import { element } from "./element.js";

/** Whether no answer came at all, as opposed to a refusal. */
export function isUnreachable(error) {
  return error.code === "network_error" || error.code === "clerk_offline";
}

/** One or two sentences for the person at the screen. */
export function describe(error) {
  if (isUnreachable(error)) return "The server does not answer. Check that it is running and that you are online.";
  const [first] = error.errors ?? [];
  return first?.longMessage || first?.message || error.message || "Something went wrong.";
}

function title(error) {
  if (isUnreachable(error)) return "The server cannot be reached";
  if (error.status === 404) return "Nothing to see here";
  return "This did not work";
}

/** A notice in place of what could not be shown, with a way to try again. */
export function problemNotice(error, tryAgain) {
  const text = error.status === 404 ? "It does not exist any more, or you are not a member of it." : describe(error);
  return element(
    "section",
    { class: "notice danger", role: "alert" },
    element("h2", {}, title(error)),
    element("p", {}, text),
    element(
      "div",
      { class: "row-actions" },
      element("button", { class: "button", type: "button", click: tryAgain }, "Try again"),
      location.pathname !== "/" && element("a", { class: "button quiet", href: "/" }, "Your organizations"),
    ),
  );
}
