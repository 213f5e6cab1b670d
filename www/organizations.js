/** @import { OrganizationMembershipResource, OrganizationResource, UserOrganizationInvitationResource } from "clerk-wasm" */

import { whileBusy } from "./busy.js";
import { avatar, count, element, fillList, part, typedPart } from "./element.js";
import { submits } from "./form.js";
import { describe, isUnreachable } from "./problem.js";
import { roleBadge } from "./roles.js";
import { currentUser, openPage, refresh } from "./session.js";
import { announce, announceOnNextPage } from "./status.js";

async function render() {
  const [memberships, invitations] = await Promise.all([
    window.Clerk.getOrganizationMemberships(),
    currentUser().getOrganizationInvitations({ status: ["pending"] }),
  ]);
  fillList(part("organizations-list"), memberships, membershipRow);
  part("organizations-empty").hidden = memberships.length > 0;
  part("organizations-count").textContent = String(memberships.length);
  fillList(part("invited-list"), invitations, invitationRow);
  part("invited").hidden = invitations.length === 0;
}

/** @param {OrganizationMembershipResource} membership */
function membershipRow({ organization, role, roleName }) {
  return [
    avatar(organization.name, "square"),
    element(
      "div",
      { class: "row-main" },
      element("a", { class: "row-link row-title", href: organizationAddress(organization) }, organization.name),
      element("span", { class: "muted small" }, count(organization.membersCount, "member")),
    ),
    roleBadge(role, roleName),
  ];
}

/** @param {UserOrganizationInvitationResource} invitation */
function invitationRow(invitation) {
  const { name } = invitation.publicOrganizationData;
  return [
    avatar(name, "square"),
    element(
      "div",
      { class: "row-main" },
      element("span", { class: "row-title" }, name),
      element("span", { class: "muted small" }, `invites you as ${invitation.roleName || invitation.role}`),
    ),
    element(
      "button",
      {
        class: "button primary small",
        type: "button",
        "aria-label": `Accept the invitation to ${name}`,
        click: ({ currentTarget }) => accept(invitation, currentTarget),
      },
      "Accept",
    ),
  ];
}

/**
 * @param {UserOrganizationInvitationResource} invitation
 * @param {EventTarget | null} button
 */
async function accept(invitation, button) {
  try {
    await whileBusy(button, () => invitation.accept());
    announce(`You have joined ${invitation.publicOrganizationData.name}.`);
    await refresh();
    part("organizations-title").focus();
  } catch (error) {
    // The invitation may have been revoked, or accepted in another tab.
    if (!isUnreachable(error)) await refresh();
    announce(describe(error));
  }
}

/** @param {OrganizationResource} organization */
function organizationAddress({ id }) {
  return `/organization?id=${encodeURIComponent(id)}`;
}

const creation = typedPart("new-organization", HTMLFormElement);

submits(creation, async ({ name }) => {
  const organization = await window.Clerk.createOrganization({ name });
  creation.reset(); // Whoever comes back to this page finds an empty form.
  announceOnNextPage(`${organization.name} is created. Invite the people who belong to it.`);
  location.assign(organizationAddress(organization));
});

openPage(render);
