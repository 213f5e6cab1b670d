import { element, fillList } from "./element.js";
import { describe } from "./problem.js";
import { openPage } from "./session.js";
import { announce } from "./status.js";

const POLL = 2000; // ms
const EVERYONE = "";

const recipient = document.getElementById("recipient");
let messages = [];
let shown = "";
let failing = false;

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

/** Draws only what is new, so that nobody loses their place. */
function showMessages() {
  const visible = messages.filter(({ to }) => [EVERYONE, to].includes(recipient.value));
  const state = JSON.stringify([recipient.value, messages.map(({ id }) => id)]);
  if (state === shown) return;
  shown = state;
  showRecipients();
  fillList(document.getElementById("messages"), visible, messageCard);
  document.getElementById("messages-empty").hidden = visible.length > 0;
}

function showRecipients() {
  const chosen = recipient.value;
  const addresses = [...new Set(messages.map(({ to }) => to))].sort();
  recipient.replaceChildren(
    element("option", { value: EVERYONE }, "Everyone"),
    ...addresses.map((address) => element("option", { value: address }, address)),
  );
  recipient.value = addresses.includes(chosen) ? chosen : EVERYONE;
  recipient.parentElement.hidden = addresses.length === 0;
}

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

function moment(date) {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(date);
}

/** The text with its addresses as links. */
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
