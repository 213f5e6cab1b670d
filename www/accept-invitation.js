/**
 * The page behind the link of an invitation e-mail (docs/fapi.md 5). The server brings the visitor here with a ticket and
 * says in `__clerk_status` whether the invited address has an account. Four kinds of people arrive: someone new,
 * someone known who is signed out, the invited person signed in, and somebody else signed in.
 */

import { whileBusy } from "./busy.js";
import { element } from "./element.js";
import { submits } from "./form.js";
import { describe } from "./problem.js";
import { activate, identifier, openPage, show, signOut } from "./session.js";
import { announce, announceOnNextPage } from "./status.js";

const form = document.getElementById("register");
const query = new URLSearchParams(location.search);
const ticket = query.get("__clerk_ticket");

const HAS_ACCOUNT = "organization_invitation_identification_already_exists";
const HAS_NO_ACCOUNT = "organization_invitation_identification_not_exist";
const OTHER_ACCOUNT = "authorization_invalid";

/** What to tell a person whose ticket the server refuses, by the code of the refusal (docs/fapi.md 6). */
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

/** Shows `state` under a title, a sentence and, for a decision, its buttons and links. */
function say(state, title, text, ...actions) {
  document.getElementById("title").textContent = title;
  document.getElementById("explanation").textContent = text;
  document.getElementById("actions").replaceChildren(...actions);
  return state;
}

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
  const signUp = await window.Clerk.client.signUp.create({ strategy: "ticket", ticket });
  form.elements.email_address.value = signUp.emailAddress;
  return say("register", "You are invited", "Choose a password, and you are in. Your address is confirmed already.");
}

/** Someone signed in under another address than the invited one. */
function explainOtherAccount() {
  return say(
    "decide",
    "This invitation is for someone else",
    `It was not sent to ${identifier()}, the account you are signed in with. Sign out to accept it as the person it is for.`,
    choice("Sign out and continue", "primary", () => signOut(location.href)),
    element("a", { class: "button quiet", href: "/" }, "Stay signed in"),
  );
}

function choice(label, kind, action) {
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
  await lead(() => window.Clerk.client.signIn.create({ strategy: "ticket", ticket }));
}

/** Makes the attempt and enters by it. A ticket that is refused now was good when the page opened: say what happened. */
async function lead(attempt) {
  const state = await explained(async () => {
    await join(await attempt());
    return "loading";
  });
  show(state);
  document.getElementById("title").focus();
}

/** Goes to the organization that the sign-in or sign-up has just led into. */
async function join(attempt) {
  await activate(attempt);
  const [membership] = [...window.Clerk.user.organizationMemberships].sort((a, b) => b.createdAt - a.createdAt);
  announceOnNextPage(`Welcome to ${membership.organization.name}.`);
  // Not back to the ticket: it is used up.
  location.replace(`/organization?id=${encodeURIComponent(membership.organization.id)}`);
}

/** Does `work`, which names the state to show. A refusal of the ticket becomes an explanation; other errors pass. */
async function explained(work) {
  try {
    return await work();
  } catch (error) {
    const code = error.errors?.[0]?.code;
    if (code === OTHER_ACCOUNT) return explainOtherAccount();
    if (code === HAS_ACCOUNT) return offerToSignIn();
    if (code === HAS_NO_ACCOUNT) return window.Clerk.user ? explainOtherAccount() : offerToRegister();
    if (REFUSALS[code]) return refuse(code);
    throw error;
  }
}

submits(form, ({ password, first_name, last_name }) =>
  lead(() =>
    window.Clerk.client.signUp.update({
      password,
      firstName: first_name || undefined,
      lastName: last_name || undefined,
    }),
  ),
);

openPage(() => explained(open), { signedIn: false });
