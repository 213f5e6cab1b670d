/**
 * Makes an element. Text goes in as text nodes, never as markup.
 * @param {string} tag
 * @param {Record<string, unknown>} attributes a function becomes a listener of that name; `true` an empty
 *   attribute; `false`, `null` and `undefined` none
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== false));
  return node;
}

/** Fills a `<ul>` with one item for each of `entries`, made by `row(entry)`. The focus stays on a control of the same name. */
export function fillList(list, entries, row) {
  const focused = list.contains(document.activeElement) && nameOf(document.activeElement);
  list.replaceChildren(...entries.map((entry) => element("li", {}, ...row(entry))));
  if (focused) [...list.querySelectorAll("a, button")].find((control) => nameOf(control) === focused)?.focus();
}

function nameOf(control) {
  return control.getAttribute("aria-label") ?? control.textContent;
}

/** The first letters of a name in a tile. Decoration: the name itself stands beside it. */
export function avatar(name, kind = "") {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const initials = words.slice(0, 2).map((word) => [...word][0].toUpperCase());
  return element("span", { class: `avatar ${kind}`, "aria-hidden": "true" }, initials.join(""));
}

/** A day, as the reader's language writes it. */
export function day(date) {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(date);
}

/** A number with its noun: "1 member", "3 members". */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
