/** The pending invitations of an organization, and the form that sends one. */

import { ask } from "./dialog.js";
import { day, element, fillList } from "./element.js";
import { submits } from "./form.js";
import { fillRoleSelect } from "./roles.js";
import { refresh } from "./session.js";
import { announce } from "./status.js";

const form = document.getElementById("new-invitation");
const heading = document.getElementById("invitations-title");
let organization;

/** Fills the list and the choice of roles. */
export function showInvitations(shown, invitations, roles) {
  if (!organization) fillRoleSelect(form.elements.role, roles);
  organization = shown;
  document.getElementById("invitations-count").textContent = invitations.length;
  document.getElementById("invitations-empty").hidden = invitations.length > 0;
  fillList(document.getElementById("invitations-list"), invitations, row);
}

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
  form.elements.email_address.value = "";
  announce(`An invitation is on its way to ${invitation.emailAddress}.`);
  await refresh();
  form.elements.email_address.focus();
});
