/** @import { UserResource } from "clerk-wasm" */

import { whileBusy } from "./busy.js";
import { element } from "./element.js";
import { describe } from "./problem.js";
import { identifier, signOut } from "./session.js";
import { announce } from "./status.js";

const PAGES = [
  ["/", "Organizations"],
  ["/mailbox", "Mailbox"],
];

/** `<site-header>`: the name of the site, its pages, and who is signed in. */
class SiteHeader extends HTMLElement {
  #account = element("div", { class: "account" });

  connectedCallback() {
    const links = PAGES.map(([href, name]) =>
      element("li", {}, element("a", { href, "aria-current": href === location.pathname && "page" }, name)),
    );
    this.append(
      element("a", { class: "skip-link", href: "#main" }, "Skip to the content"),
      element(
        "header",
        { class: "site-header" },
        element("a", { class: "brand", href: "/" }, element("img", { src: "/heron.svg", alt: "" }), "Heronry"),
        element("nav", { "aria-label": "Pages" }, element("ul", {}, ...links)),
        this.#account,
      ),
    );
    window.Clerk?.addListener(({ user }) => this.#show(user));
  }

  /** @param {UserResource | null | undefined} user undefined while the page is about to change */
  #show(user) {
    if (user === undefined) return;
    this.#account.replaceChildren(...(user ? signedIn() : signedOut()));
  }
}

function signedIn() {
  /** @param {Event} event */
  const leave = async (event) => {
    try {
      await whileBusy(event.currentTarget, () => signOut());
    } catch (error) {
      announce(describe(error));
    }
  };
  return [
    element("span", { class: "identifier", title: identifier() }, identifier()),
    element("button", { class: "button small", type: "button", click: leave }, "Sign out"),
  ];
}

function signedOut() {
  if (["/sign-in", "/sign-up"].includes(location.pathname)) return [];
  return [element("a", { class: "button small", href: "/sign-in" }, "Sign in")];
}

customElements.define("site-header", SiteHeader);
