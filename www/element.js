/** Finding and making elements. */

/**
 * A function becomes a listener of that name, and `true` an attribute without a value; `false`, `null` and `undefined`
 * add nothing.
 * @typedef {string | boolean | null | undefined | ((event: Event) => unknown)} Attribute
 * @typedef {Node | string | null | undefined | false} Child `null`, `undefined` and `false` add nothing
 */

/**
 * The element of this page that has the id `id`, checked to be of a kind such as HTMLFormElement.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 */
export function typedPart(id, kind) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`This page has no ${kind.name} with the id ${id}.`);
}

/**
 * The element of this page that has the id `id`.
 * @param {string} id
 */
export function part(id) {
  return typedPart(id, HTMLElement);
}

/**
 * Makes an element. Text goes in as text nodes, never as markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} attributes
 * @param {...Child} children
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

/**
 * Fills a list with one item for each of `entries`. If a control of the list had the focus, the new control of the same
 * name gets it.
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} entries
 * @param {(entry: T) => Child[]} row makes the content of an item
 */
export function fillList(list, entries, row) {
  const active = document.activeElement;
  const focused = active && list.contains(active) ? nameOf(active) : null;
  list.replaceChildren(...entries.map((entry) => element("li", {}, ...row(entry))));
  if (!focused) return;
  const controls = [...list.querySelectorAll("a"), ...list.querySelectorAll("button")];
  controls.find((control) => nameOf(control) === focused)?.focus();
}

/** @param {Element} control */
function nameOf(control) {
  return control.getAttribute("aria-label") ?? control.textContent;
}

/**
 * A tile with the first letters of a name. It is decoration: the name itself stands beside it.
 * @param {string} name
 * @param {string} kind a class of style.css
 */
export function avatar(name, kind = "") {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const initials = words.slice(0, 2).map((word) => [...word][0].toUpperCase());
  return element("span", { class: `avatar ${kind}`, "aria-hidden": "true" }, initials.join(""));
}

/**
 * A day, as the reader's language writes it.
 * @param {Date} date
 */
export function day(date) {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(date);
}

/**
 * A number with its noun: "1 member", "3 members".
 * @param {number} number
 * @param {string} noun
 */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
