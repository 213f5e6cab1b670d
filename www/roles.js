/** Roles as the organization names them: `org:admin` today, `admin` in 2022. */

/** @import { RoleResource } from "clerk-wasm" */
/** @import { Field } from "./form.js" */

import { element } from "./element.js";

/**
 * Whether the role may manage the organization.
 * @param {string | undefined} role its key
 */
export function isAdmin(role) {
  return role === "admin" || role === "org:admin";
}

/**
 * The name of a role, framed.
 * @param {string | undefined} key
 * @param {string | undefined} name
 */
export function roleBadge(key, name) {
  return element("span", { class: isAdmin(key) ? "badge strong" : "badge" }, name || key);
}

/**
 * Fills a `<select>` with the roles, and chooses one that doesn't manage the organization.
 * @param {Field} select
 * @param {RoleResource[]} roles
 */
export function fillRoleSelect(select, roles) {
  select.replaceChildren(...roles.map(({ key, name }) => element("option", { value: key }, name)));
  const modest = roles.find(({ key }) => !isAdmin(key));
  if (modest) select.value = modest.key;
}

/**
 * A group of radio buttons called `role`, one for each role.
 * @param {RoleResource[]} roles
 * @param {string} chosen the key of the role that is chosen at first
 */
export function roleChoices(roles, chosen) {
  const choices = roles.map(({ key, name, description }) => {
    const about = `about-${key}`;
    const input = element("input", {
      type: "radio",
      name: "role",
      value: key,
      checked: key === chosen,
      autofocus: key === chosen,
      "aria-label": name,
      "aria-describedby": about,
    });
    return element(
      "label",
      { class: "choice" },
      input,
      element("span", { class: "row-title" }, name),
      element("span", { class: "muted small", id: about }, description),
    );
  });
  return element("fieldset", { class: "fields" }, element("legend", {}, "Role"), ...choices);
}
