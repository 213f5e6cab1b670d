/** The members of an organization: administrators change their roles and remove them. */

/** @import { OrganizationMembershipResource, OrganizationResource, RoleResource } from "clerk-wasm" */

import { ask } from "./dialog.js";
import { avatar, day, element, fillList, part } from "./element.js";
import { isAdmin, roleBadge, roleChoices } from "./roles.js";
import { currentUser, refresh } from "./session.js";
import { announce } from "./status.js";

const heading = part("members-title");

/**
 * Fills the list.
 * @param {OrganizationResource} organization
 * @param {OrganizationMembershipResource[]} members
 * @param {RoleResource[]} roles the ones to choose from
 */
export function showMembers(organization, members, roles) {
  part("members-count").textContent = String(members.length);
  fillList(part("memberships-list"), members, (membership) => [
    ...identity(membership),
    isAdmin(organization.role) && actions(organization, membership, roles),
  ]);
}

/** @param {OrganizationMembershipResource} membership */
function fullName({ publicUserData, identifier }) {
  return [publicUserData?.firstName, publicUserData?.lastName].filter(Boolean).join(" ") || identifier;
}

/** @param {OrganizationMembershipResource} membership */
function identity(membership) {
  const { identifier, userId, role, roleName, createdAt } = membership;
  const name = fullName(membership);
  const own = userId === currentUser().id;
  return [
    avatar(name),
    element(
      "div",
      { class: "row-main" },
      element(
        "span",
        { class: "title-line" },
        element("span", { class: "row-title" }, own ? `${name} (you)` : name),
        roleBadge(role, roleName),
      ),
      element(
        "span",
        { class: "muted small facts" },
        name !== identifier && element("span", {}, identifier),
        element("span", {}, `since ${day(createdAt)}`),
      ),
    ),
  ];
}

/**
 * @param {OrganizationResource} organization
 * @param {OrganizationMembershipResource} membership
 * @param {RoleResource[]} roles
 */
function actions(organization, membership, roles) {
  const name = fullName(membership);
  /** @type {(text: string, kind: string, click: () => unknown) => HTMLElement} */
  const button = (text, kind, click) =>
    element("button", { class: `button small ${kind}`, type: "button", "aria-label": `${text}: ${name}`, click }, text);
  return element(
    "div",
    { class: "row-actions" },
    button("Change role", "", () => changeRole(membership, name, roles)),
    button("Remove", "quiet danger", () => remove(organization, membership, name)),
  );
}

/**
 * @param {OrganizationMembershipResource} membership
 * @param {string} name
 * @param {RoleResource[]} roles
 */
async function changeRole(membership, name, roles) {
  const outcome = await ask({
    title: `Change the role of ${name}`,
    fields: [roleChoices(roles, membership.role)],
    confirm: "Change role",
    action: ({ role }) => membership.update({ role }),
  });
  if (outcome === "cancelled") return;
  if (outcome === "done") announce(`${name} is now ${membership.roleName || membership.role}.`);
  await refresh();
  heading.focus();
}

/**
 * @param {OrganizationResource} organization
 * @param {OrganizationMembershipResource} membership
 * @param {string} name
 */
async function remove(organization, membership, name) {
  const outcome = await ask({
    title: `Remove ${name}?`,
    text: `${name} loses access to ${organization.name} at once. You can invite them again later.`,
    confirm: "Remove",
    danger: true,
    action: () => organization.removeMember(membership.userId),
  });
  if (outcome === "cancelled") return;
  if (outcome === "done") announce(`${name} is no longer a member.`);
  await refresh();
  heading.focus();
}
