/** The members of an organization: administrators change their roles and remove them. */

import { ask } from "./dialog.js";
import { avatar, day, element, fillList } from "./element.js";
import { isAdmin, roleBadge, roleChoices } from "./roles.js";
import { refresh } from "./session.js";
import { announce } from "./status.js";

const heading = document.getElementById("members-title");

/** Fills the list. */
export function showMembers(organization, members, roles) {
  document.getElementById("members-count").textContent = members.length;
  fillList(document.getElementById("memberships-list"), members, (membership) => [
    ...identity(membership),
    isAdmin(organization.role) && actions(organization, membership, roles),
  ]);
}

function fullName({ firstName, lastName, identifier }) {
  return [firstName, lastName].filter(Boolean).join(" ") || identifier;
}

function identity({ publicUserData, role, roleName, createdAt }) {
  const name = fullName(publicUserData);
  const own = publicUserData.userId === window.Clerk.user.id;
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
        name !== publicUserData.identifier && element("span", {}, publicUserData.identifier),
        element("span", {}, `since ${day(createdAt)}`),
      ),
    ),
  ];
}

function actions(organization, membership, roles) {
  const name = fullName(membership.publicUserData);
  const button = (text, kind, click) =>
    element("button", { class: `button small ${kind}`, type: "button", "aria-label": `${text}: ${name}`, click }, text);
  return element(
    "div",
    { class: "row-actions" },
    button("Change role", "", () => changeRole(membership, name, roles)),
    button("Remove", "quiet danger", () => remove(organization, membership, name)),
  );
}

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

async function remove(organization, membership, name) {
  const outcome = await ask({
    title: `Remove ${name}?`,
    text: `${name} loses access to ${organization.name} at once. You can invite them again later.`,
    confirm: "Remove",
    danger: true,
    action: () => organization.removeMember(membership.publicUserData.userId),
  });
  if (outcome === "cancelled") return;
  if (outcome === "done") announce(`${name} is no longer a member.`);
  await refresh();
  heading.focus();
}
