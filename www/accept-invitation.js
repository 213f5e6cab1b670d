/**
 * The page behind the link of an invitation e-mail (docs/fapi.md 5). The server brings the visitor here with a ticket
 * and says in `__clerk_status` whether the invited address has an account. Four kinds of people arrive: someone who has no
 * account, someone who has one and is signed out, the invited person signed in, and somebody else signed in.
 */

/** @import { SignInResource, SignUpResource } from "clerk-wasm" */

import { whileBusy } from "./busy.js";
import { element, part, typedPart } from "./element.js";
import { fieldOf, submits } from "./form.js";
import { describe, problemOf } from "./problem.js";
import { activate, attempts, currentUser, identifier, openPage, show, signOut } from "./session.js";
import { announce, announceOnNextPage } from "./status.js";

const form = typedPart("register", HTMLFormElement);
const query = new URLSearchParams(location.search);
const ticket = query.get("__clerk_ticket");

const HAS_ACCOUNT = "organization_invitation_identification_already_exists";
const HAS_NO_ACCOUNT = "organization_invitation_identification_not_exist";
const OTHER_ACCOUNT = "authorization_invalid";

/**
 * What to tell a person whose ticket the server refuses, by the code of the refusal (docs/fapi.md 6.1 and 6.3).
 * @type {Record<string, [title: string, text: string]>}
 */
const REFUSALS = {
  ticket_invalid_code: [
    "This link is not complete",
    "Copy the whole link from the e-mail, or ask for a new invitation.",
  ],
  ticket_expired_code: ["This invitation has expired", "Invitations work for 30 days. Ask for a new one."],
  organization_invitation_revoked_code: [
    "This invitation was revoked",
    "An administrator has withdrawn it. If that surprises you, ask them for a new one.",
  ],
  organization_invitation_already_accepted: [
    "This invitation has been used",
    "Whoever it was for is a member already. If that is you, you find it among your organizations.",
  ],
  organization_invitation_to_deleted_organization: [
    "This organization is gone",
    "It was deleted after you were invited, so there is nothing left to join.",
  ],
};

async function open() {
  if (query.get("__clerk_status") === "complete") return refuse("organization_invitation_already_accepted");
  if (!ticket) return refuse("ticket_invalid_code");
  if (window.Clerk.user) return offerToJoin();
  if (query.get("__clerk_status") === "sign_up") return offerToRegister();
  return offerToSignIn();
}

/**
 * Fills in what the page says, and answers the state to show.
 * @param {string} state
 * @param {string} title
 * @param {string} text
 * @param {...HTMLElement} actions the buttons and links of a decision
 */
function say(state, title, text, ...actions) {
  part("title").textContent = title;
  part("explanation").textContent = text;
  part("actions").replaceChildren(...actions);
  return state;
}

/** @param {string} code */
function refuse(code) {
  const [title, text] = REFUSALS[code];
  const home = element("a", { class: "button", href: "/" }, window.Clerk.user ? "Your organizations" : "Sign in");
  return say("decide", title, text, home);
}

function offerToJoin() {
  return say(
    "decide",
    "You are invited",
    `You are signed in as ${identifier()}. Join the organization with this account?`,
    choice("Join the organization", "primary", joinByTicket),
    choice("Use another account", "quiet", () => signOut(location.href)),
  );
}

function offerToSignIn() {
  return say(
    "decide",
    "You are invited",
    "The invited address has an account already. The link from your e-mail signs you in.",
    choice("Sign in and join", "primary", joinByTicket),
  );
}

/** The ticket proves the address, so a password is all that is missing. */
async function offerToRegister() {
  const signUp = await attempts().signUp.create({ strategy: "ticket", ticket });
  fieldOf(form, "email_address").value = signUp.emailAddress ?? "";
  return say("register", "You are invited", "Choose a password, and you are in. Your address is confirmed already.");
}

/** For somebody who is signed in under another address than the invited one. */
function explainOtherAccount() {
  return say(
    "decide",
    "This invitation is for someone else",
    `It was not sent to ${identifier()}, the account you are signed in with. Sign out to accept it as the person it is for.`,
    choice("Sign out and continue", "primary", () => signOut(location.href)),
    element("a", { class: "button quiet", href: "/" }, "Stay signed in"),
  );
}

/**
 * A button that does `action`.
 * @param {string} label
 * @param {string} kind a class of controls.css
 * @param {() => Promise<void>} action
 */
function choice(label, kind, action) {
  /** @param {Event} event */
  const click = async ({ currentTarget }) => {
    try {
      await whileBusy(currentTarget, action);
    } catch (error) {
      announce(describe(error));
    }
  };
  return element("button", { class: `button ${kind}`, type: "button", click }, label);
}

async function joinByTicket() {
  await lead(() => attempts().signIn.create({ strategy: "ticket", ticket }));
}

/**
 * Makes an attempt to sign in or up, and opens the organization by it. A ticket that was good when the page opened may be
 * refused by now; then the page explains why.
 * @param {() => Promise<SignInResource | SignUpResource>} attempt
 */
async function lead(attempt) {
  const state = await explained(async () => {
    await join(await attempt());
    return "loading";
  });
  show(state);
  part("title").focus();
}

/**
 * Goes to the organization whose member the user became by a sign-in or sign-up.
 * @param {SignInResource | SignUpResource} attempt
 */
async function join(attempt) {
  await activate(attempt);
  const [membership] = [...currentUser().organizationMemberships].sort(
    (a, b) => b.createdAt.getTime() - a.createdAt.getTime(),
  );
  announceOnNextPage(`Welcome to ${membership.organization.name}.`);
  // `replace`, because the Back button must not lead to a ticket that is used up.
  location.replace(`/organization?id=${encodeURIComponent(membership.organization.id)}`);
}

/**
 * Does `work`, which answers the state to show. Where the ticket is refused, the page explains why; other errors are
 * thrown on.
 * @param {() => Promise<string>} work
 */
async function explained(work) {
  try {
    return await work();
  } catch (error) {
    const code = problemOf(error).errors?.[0]?.code ?? "";
    if (code === OTHER_ACCOUNT) return explainOtherAccount();
    if (code === HAS_ACCOUNT) return offerToSignIn();
    if (code === HAS_NO_ACCOUNT) return window.Clerk.user ? explainOtherAccount() : offerToRegister();
    if (REFUSALS[code]) return refuse(code);
    throw error;
  }
}

submits(form, ({ password, first_name, last_name }) =>
  lead(() =>
    attempts().signUp.update({
      password,
      firstName: first_name || undefined,
      lastName: last_name || undefined,
    }),
  ),
);

openPage(() => explained(open), { signedIn: false });
