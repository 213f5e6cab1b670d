import { element, fillList, part, typedPart } from "./element.js";
import { describe } from "./problem.js";
import { openPage } from "./session.js";
import { announce } from "./status.js";

/**
 * A mail, as /_dev/mail answers it.
 * @typedef {object} Mail
 * @property {string} id
 * @property {string} from
 * @property {string} to
 * @property {string} subject
 * @property {string} text
 * @property {string | null} code
 * @property {number} created_at ms since the epoch
 */

const POLL = 2000; // ms
const EVERYONE = "";

const recipient = typedPart("recipient", HTMLSelectElement);
/** @type {Mail[]} */
let messages = [];
let shown = "";
let failing = false;

/** @returns {Promise<Mail[]>} newest first */
async function fetchMessages() {
  const response = await fetch("/_dev/mail").catch(() => {
    throw Object.assign(new Error("No answer from /_dev/mail"), { code: "network_error" });
  });
  if (!response.ok) throw new Error(`The mailbox answered ${response.status}. It exists on clerk-local only.`);
  return response.json();
}

async function render() {
  messages = await fetchMessages();
  showMessages();
}

/** Draws the messages only if they have changed, so that nobody who reads them loses their place. */
function showMessages() {
  const visible = messages.filter(({ to }) => [EVERYONE, to].includes(recipient.value));
  const state = JSON.stringify([recipient.value, messages.map(({ id }) => id)]);
  if (state === shown) return;
  shown = state;
  showRecipients();
  fillList(part("messages"), visible, messageCard);
  part("messages-empty").hidden = visible.length > 0;
}

function showRecipients() {
  const chosen = recipient.value;
  const addresses = [...new Set(messages.map(({ to }) => to))].sort();
  recipient.replaceChildren(
    element("option", { value: EVERYONE }, "Everyone"),
    ...addresses.map((address) => element("option", { value: address }, address)),
  );
  recipient.value = addresses.includes(chosen) ? chosen : EVERYONE;
  recipient.parentElement?.toggleAttribute("hidden", addresses.length === 0);
}

/** @param {Mail} mail */
function messageCard({ subject, to, from, text, code, created_at }) {
  const sent = new Date(created_at);
  return [
    element(
      "article",
      { class: "card" },
      element(
        "div",
        { class: "card-head" },
        element("h2", {}, subject),
        element("time", { class: "muted small", datetime: sent.toISOString() }, moment(sent)),
      ),
      element(
        "div",
        { class: "card-body" },
        element("p", {}, "To ", element("b", {}, to), element("span", { class: "muted" }, ` from ${from}`)),
        code && element("p", { class: "mail-code" }, code),
        element("p", { class: "mail-text" }, ...linked(text)),
      ),
    ),
  ];
}

/** @param {Date} date */
function moment(date) {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(date);
}

/**
 * The text with its addresses as links.
 * @param {string} text
 */
function linked(text) {
  const parts = text.split(/(https?:\/\/\S+)/);
  return parts.map((part, index) => (index % 2 === 1 ? element("a", { href: part }, part) : part));
}

async function poll() {
  try {
    if (document.visibilityState === "visible") await render();
    failing = false;
  } catch (error) {
    if (!failing) announce(describe(error)); // Once: nobody wants to hear it every two seconds.
    failing = true;
  }
  setTimeout(poll, POLL);
}

recipient.addEventListener("change", showMessages);

await openPage(render, { signedIn: false });
setTimeout(poll, POLL);
