/** The pending invitations of an organization, and the form that sends one. */

/** @import { OrganizationInvitationResource, OrganizationResource, RoleResource } from "clerk-wasm" */

import { ask } from "./dialog.js";
import { day, element, fillList, part, typedPart } from "./element.js";
import { fieldOf, submits } from "./form.js";
import { fillRoleSelect } from "./roles.js";
import { refresh } from "./session.js";
import { announce } from "./status.js";

const form = typedPart("new-invitation", HTMLFormElement);
const heading = part("invitations-title");
/** @type {OrganizationResource} */
let organization;

/**
 * Fills the list and the choice of roles.
 * @param {OrganizationResource} shown
 * @param {OrganizationInvitationResource[]} invitations
 * @param {RoleResource[]} roles
 */
export function showInvitations(shown, invitations, roles) {
  if (!organization) fillRoleSelect(fieldOf(form, "role"), roles);
  organization = shown;
  part("invitations-count").textContent = String(invitations.length);
  part("invitations-empty").hidden = invitations.length > 0;
  fillList(part("invitations-list"), invitations, row);
}

/** @param {OrganizationInvitationResource} invitation */
function row(invitation) {
  const { emailAddress, roleName, role, createdAt } = invitation;
  return [
    element(
      "div",
      { class: "row-main" },
      element("span", { class: "row-title" }, emailAddress),
      element("span", { class: "muted small" }, `${roleName || role} · invited ${day(createdAt)}`),
    ),
    element(
      "button",
      {
        class: "button small quiet danger",
        type: "button",
        "aria-label": `Revoke: ${emailAddress}`,
        click: () => revoke(invitation),
      },
      "Revoke",
    ),
  ];
}

/** @param {OrganizationInvitationResource} invitation */
async function revoke(invitation) {
  const outcome = await ask({
    title: "Revoke this invitation?",
    text: `The link in the e-mail to ${invitation.emailAddress} stops working.`,
    confirm: "Revoke",
    danger: true,
    action: () => invitation.revoke(),
  });
  if (outcome === "cancelled") return;
  if (outcome === "done") announce(`The invitation of ${invitation.emailAddress} is revoked.`);
  await refresh();
  heading.focus();
}

submits(form, async (values) => {
  const invitation = await organization.inviteMember({ emailAddress: values.email_address, role: values.role });
  fieldOf(form, "email_address").value = "";
  announce(`An invitation is on its way to ${invitation.emailAddress}.`);
  await refresh();
  fieldOf(form, "email_address").focus();
});
