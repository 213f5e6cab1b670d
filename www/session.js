/** Opens a page: waits for the SDK, sends visitors who are signed out to the sign-in page, and shows what went wrong. */

/** @import { SignInResource, SignUpResource } from "clerk-wasm" */

import { describe, problemNotice, problemOf } from "./problem.js";
import { announce } from "./status.js";

/**
 * Draws a page and answers the state to show; `ready` where it answers none.
 * @typedef {() => Promise<string | void> | string | void} Render
 */

const main = document.querySelector("main") ?? document.body;
/** @type {{ render: Render, signedIn: boolean }} */
let page;
/** @type {string | undefined} */
let shownTo;
let following = false;
let leaving = false;

/**
 * Runs `render` once the SDK has loaded, and shows the page when it is done.
 * @param {Render} render
 * @param {{ signedIn?: boolean }} options whether only a signed-in user may see the page
 */
export function openPage(render, { signedIn = true } = {}) {
  page = { render, signedIn };
  return open();
}

/**
 * Opens a page for visitors who are signed out; a signed-in user is led on.
 * @param {Render} renderForm
 */
export function openForStrangers(renderForm = () => "ready") {
  const render = () => {
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
    if (problemOf(error).status === 404) showProblem(error);
    else announce(`The page may be out of date. ${describe(error)}`);
  }
}

/**
 * Shows those parts of the page whose `data-state` is `state`.
 * @param {string} state
 */
export function show(state) {
  main.setAttribute("aria-busy", String(state === "loading"));
  for (const part of main.querySelectorAll(":scope > [data-state]")) {
    part.toggleAttribute("hidden", part.getAttribute("data-state") !== state);
  }
}

/** @param {unknown} error */
function showProblem(error) {
  main.querySelector(":scope > [data-state=problem]")?.remove();
  const notice = problemNotice(error, open);
  notice.dataset.state = "problem";
  main.append(notice);
  show("problem");
}

/** Draws the page again when its tab comes back to the front, and leaves it when another user is signed in, or nobody. */
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

/** The Back button shows a page as it was left. If somebody has signed in or out since then, it is drawn anew. */
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  leaving = false;
  if (window.Clerk?.user?.id !== shownTo) open();
});

function goToSignIn() {
  location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}

/** The address that the sign-in page leads to: `next` in its own address, if that is a page of this site. */
export function nextAddress() {
  const next = new URLSearchParams(location.search).get("next") ?? "/";
  if (!URL.canParse(next, location.origin)) return "/";
  const address = new URL(next, location.origin);
  return address.origin === location.origin ? address.href : "/";
}

/** The signed-in user. For code that runs only where there is one. */
export function currentUser() {
  if (window.Clerk.user) return window.Clerk.user;
  throw new Error("You are signed out.");
}

/** The attempts to sign in and to sign up. For code that runs once the SDK has loaded. */
export function attempts() {
  if (window.Clerk.client) return window.Clerk.client;
  throw new Error("The page is still loading.");
}

/**
 * Makes the session of a completed sign-in or sign-up the active one.
 * @param {SignInResource | SignUpResource} attempt
 */
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
  } catch (error) {
    leaving = false;
    throw error;
  }
}

/** The address by which the signed-in user is known, such as ada@heron.test. */
export function identifier() {
  return window.Clerk.session?.publicUserData?.identifier ?? "";
}
