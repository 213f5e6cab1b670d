/** Renaming, leaving and deleting an organization. */

/** @import { OrganizationResource } from "clerk-wasm" */

import { ask } from "./dialog.js";
import { element, part, typedPart } from "./element.js";
import { fieldError, fieldOf, submits } from "./form.js";
import { currentUser, refresh } from "./session.js";
import { announce, announceOnNextPage } from "./status.js";

const form = typedPart("rename", HTMLFormElement);
/** @type {OrganizationResource} */
let organization;

/**
 * Fills in the form, unless someone is writing in it.
 * @param {OrganizationResource} shown
 */
export function showSettings(shown) {
  organization = shown;
  if (form.contains(document.activeElement)) return;
  fieldOf(form, "name").value = organization.name;
  fieldOf(form, "slug").value = organization.slug ?? "";
}

submits(form, async ({ name, slug }) => {
  await organization.update({ name, slug });
  announce("The changes are saved.");
  await refresh();
});

/** @param {Parameters<typeof ask>[0]} question asked before; once it is done, the user goes to the first page */
async function leaveFor(question) {
  if ((await ask(question)) === "done") location.assign("/");
}

part("leave").addEventListener("click", () =>
  leaveFor({
    title: `Leave ${organization.name}?`,
    text: "You lose access at once. An administrator can invite you again.",
    confirm: "Leave",
    danger: true,
    action: async () => {
      await currentUser().leaveOrganization(organization.id);
      announceOnNextPage(`You have left ${organization.name}.`);
    },
  }),
);

part("delete").addEventListener("click", () => {
  const { name } = organization;
  const typed = element("input", {
    id: "confirmation",
    name: "confirmation",
    dir: "auto",
    required: true,
    autocomplete: "off",
  });
  return leaveFor({
    title: `Delete ${name}?`,
    text: "Its memberships and invitations go with it. This cannot be undone.",
    fields: [
      element("div", { class: "field" }, element("label", { for: "confirmation" }, `Type ${name} to confirm`), typed),
    ],
    confirm: "Delete organization",
    danger: true,
    action: async ({ confirmation }) => {
      if (confirmation.trim() !== name) throw fieldError("confirmation", `Type the name exactly as it is: ${name}`);
      await organization.destroy();
      announceOnNextPage(`${name} is deleted.`);
    },
  });
});
