/** The pending invitations of an organization, and the form that sends one. */

import { ask } from "./dialog.js";
import { day, element, fillList } from "./element.js";
import { submits } from "./form.js";
import { fillRoleSelect } from "./roles.js";
import { announce } from "./status.js";

const form = document.getElementById("new-invitation");
const heading = document.getElementById("invitations-title");
let current;

/** Fills the list and the choice of roles; `refresh` is called after each change. */
export function showInvitations(organization, invitations, roles, refresh) {
  if (!current) fillRoleSelect(form.elements.role, roles);
  current = { organization, refresh };
  document.getElementById("invitations-count").textContent = invitations.length;
  document.getElementById("invitations-empty").hidden = invitations.length > 0;
  fillList(document.getElementById("invitations-list"), invitations, (invitation) => row(invitation, refresh));
}

function row(invitation, refresh) {
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
        click: () => revoke(invitation, refresh),
      },
      "Revoke",
    ),
  ];
}

async function revoke(invitation, refresh) {
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
  const { organization, refresh } = current;
  const invitation = await organization.inviteMember({ emailAddress: values.email_address, role: values.role });
  form.elements.email_address.value = "";
  announce(`An invitation is on its way to ${invitation.emailAddress}.`);
  await refresh();
  form.elements.email_address.focus();
});
