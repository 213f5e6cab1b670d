/** Opening a page: waits for the SDK, sends strangers to the sign-in page, and shows what went wrong. */

import { describe, problemNotice } from "./problem.js";
import { announce } from "./status.js";

const main = document.querySelector("main");
let page;
let shownTo;
let following = false;
let leaving = false;

/**
 * Runs `render` once the SDK has loaded, and shows the page when it is done.
 * @param {() => Promise<string | void>} render answers the state to show, `ready` when it answers none
 * @param {{ signedIn?: boolean }} options whether only a signed-in user may see the page
 */
export function openPage(render, { signedIn = true } = {}) {
  page = { render, signedIn };
  return open();
}

/** Opens a page that a signed-in user has no need of: it leads them on. Strangers see what `renderForm` answers. */
export function openForStrangers(renderForm = () => "ready") {
  const render = async () => {
    if (!window.Clerk.user) return renderForm();
    location.replace(nextAddress());
    return "loading";
  };
  return openPage(render, { signedIn: false });
}

async function open() {
  show("loading");
  try {
    if (!window.Clerk) throw new Error("The script /clerk.browser.js did not load. Build it: cargo xtask build");
    await window.Clerk.load();
    if (page.signedIn && !window.Clerk.user) return goToSignIn();
    show((await page.render()) ?? "ready");
    shownTo = window.Clerk.user?.id;
    if (page.signedIn) follow();
  } catch (error) {
    showProblem(error);
  }
}

/** Shows the present state of the open page, without hiding it meanwhile. */
export async function refresh() {
  try {
    await page.render();
  } catch (error) {
    if (error.status === 404) showProblem(error);
    else announce(`The page may be out of date. ${describe(error)}`);
  }
}

/** Shows those parts of the page whose `data-state` is `state`. */
export function show(state) {
  main.setAttribute("aria-busy", String(state === "loading"));
  for (const part of main.querySelectorAll(":scope > [data-state]")) {
    part.hidden = part.dataset.state !== state;
  }
}

function showProblem(error) {
  main.querySelector(":scope > [data-state=problem]")?.remove();
  const notice = problemNotice(error, open);
  notice.dataset.state = "problem";
  main.append(notice);
  show("problem");
}

/** Another tab or another person may change what the page shows, or sign out: then it is no longer theirs. */
function follow() {
  if (following) return;
  following = true;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && !document.querySelector("dialog")) refresh();
  });
  window.Clerk.addListener(({ user }) => {
    if (leaving || user?.id === shownTo) return;
    leaving = true;
    if (user) location.reload();
    else goToSignIn();
  });
}

/** Back shows a page as it was left. Who signed in or out on it must not find it so. */
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && window.Clerk?.user?.id !== shownTo) open();
});

function goToSignIn() {
  location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Where the sign-in page leads: the `next` of its address, if that is a page of this site. */
export function nextAddress() {
  const next = new URLSearchParams(location.search).get("next") ?? "/";
  if (!URL.canParse(next, location.origin)) return "/";
  const address = new URL(next, location.origin);
  return address.origin === location.origin ? address.href : "/";
}

/** Makes the session of a completed sign-in or sign-up the active one. */
export async function activate(attempt) {
  if (attempt.status !== "complete") {
    throw new Error(`This account needs a further step (${attempt.status}), which this page does not offer.`);
  }
  await window.Clerk.setActive({ session: attempt.createdSessionId });
}

/** Ends all sessions of this browser, and goes to `address`. */
export async function signOut(address = "/sign-in") {
  leaving = true;
  try {
    await window.Clerk.signOut();
    location.assign(address);
  } finally {
    leaving = false;
  }
}

/** The address by which the signed-in user is known, such as ada@heron.test. */
export function identifier() {
  return window.Clerk.session?.publicUserData?.identifier ?? "";
}
