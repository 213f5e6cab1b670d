/** Roles as the organization names them, in today's spelling (`org:admin`) or the guide's (`admin`). */

import { element } from "./element.js";

/** Whether the role may manage the organization. */
export function isAdmin(role) {
  return role === "admin" || role === "org:admin";
}

/** A role's name in a pill. */
export function roleBadge(key, name) {
  return element("span", { class: isAdmin(key) ? "badge strong" : "badge" }, name || key);
}

/** Fills a `<select>` with the roles; the one with the fewest rights is chosen. */
export function fillRoleSelect(select, roles) {
  const options = roles.map(({ key, name }) => element("option", { value: key }, name));
  select.replaceChildren(...options);
  const modest = roles.find(({ key }) => !isAdmin(key));
  if (modest) select.value = modest.key;
}

/** A group of radio buttons called `role`, one for each role. */
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
