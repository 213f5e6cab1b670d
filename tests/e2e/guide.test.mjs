/** The whole guide on the pages: a user, and the people whom they invite. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createOrganization, invite, memberRow, setStage, signIn } from "./stage.mjs";

const stage = setStage();

test("create, invite two, revoke one, the other registers, changes role, is removed", async () => {
  const { server } = stage;
  const ada = await stage.visitor();

  await ada.goto("/");
  await ada.waitForURL(/\/sign-in/);
  await signIn(ada, "ada@heron.test");
  await ada.getByRole("heading", { name: "Your organizations" }).waitFor();
  const id = await createOrganization(ada, "Night Herons");
  const asAda = await server.as("ada@heron.test");
  const created = await asAda(`/v1/organizations/${id}`);
  assert.equal(created.slug, "night-herons");
  assert.equal(created.members_count, 1);

  await invite(ada, "niels@reed.test");
  await invite(ada, "olga@reed.test");
  assert.deepEqual(await pending(asAda, id), ["niels@reed.test", "olga@reed.test"]);

  await ada.getByRole("link", { name: "Mailbox" }).click();
  const letters = ada.locator("article").filter({ hasText: "Night Herons" });
  await letters.nth(1).waitFor();
  assert.equal(await letters.count(), 2);
  const linkIn = (address) => letters.filter({ hasText: address }).getByRole("link").getAttribute("href");
  const [linkOfNiels, linkOfOlga] = [await linkIn("niels@reed.test"), await linkIn("olga@reed.test")];
  assert.ok(linkOfNiels && linkOfOlga, "each mail has its link");

  await ada.goBack();
  await ada.getByRole("button", { name: "Revoke: olga@reed.test" }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await ada.getByRole("status").getByText("olga@reed.test is revoked").waitFor();
  await ada.locator("#invitations-list").getByText("olga@reed.test").waitFor({ state: "detached" });
  assert.deepEqual(await pending(asAda, id), ["niels@reed.test"]);

  const olga = await stage.visitor();
  await olga.goto(linkOfOlga);
  await olga.getByText("The invitation was taken back").waitFor();

  const niels = await stage.visitor();
  await niels.goto(linkOfNiels);
  await niels.getByLabel("First name").fill("Niels");
  await niels.getByLabel("Password").fill("marsh-harrier-7");
  await niels.getByRole("button", { name: "Create account and join" }).click();
  await niels.getByRole("heading", { level: 1, name: "Night Herons" }).waitFor();
  assert.deepEqual(await members(asAda, id), { "ada@heron.test": "admin", "niels@reed.test": "basic_member" });
  assert.deepEqual(await pending(asAda, id), []);
  await memberRow(niels, "ada@heron.test").waitFor(); // Waits for the list: without its rows there are no buttons.
  assert.equal(await niels.getByRole("button", { name: "Send invitation" }).isVisible(), false);
  assert.equal(await niels.getByRole("button", { name: /^(Remove|Change role)/ }).count(), 0);

  await ada.reload();
  await memberRow(ada, "niels@reed.test").getByRole("button", { name: "Change role" }).click();
  await ada.getByRole("dialog").getByRole("radio", { name: "Admin" }).check();
  await ada.getByRole("dialog").getByRole("button", { name: "Change role" }).click();
  await memberRow(ada, "niels@reed.test").getByText("Admin", { exact: true }).waitFor();
  assert.deepEqual(await members(asAda, id), { "ada@heron.test": "admin", "niels@reed.test": "admin" });

  await memberRow(ada, "niels@reed.test").getByRole("button", { name: "Remove" }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await memberRow(ada, "niels@reed.test").waitFor({ state: "detached" });
  assert.deepEqual(await members(asAda, id), { "ada@heron.test": "admin" });

  await niels.reload();
  await niels.getByText("you are not a member of it").waitFor();
});

test("rename, then delete, which asks for the name", async () => {
  const ada = await stage.user("ada");
  const id = await createOrganization(ada, "Night Herons");
  const asAda = await stage.server.as("ada@heron.test");

  await ada.getByLabel("Name").fill("Day Herons");
  await ada.getByLabel("Slug").fill("day-herons");
  await ada.getByRole("button", { name: "Save changes" }).click();
  await ada.getByRole("heading", { level: 1, name: "Day Herons" }).waitFor();
  await ada.getByText("day-herons · 1 member").waitFor();
  assert.equal(await ada.title(), "Day Herons · Heronry");
  const renamed = await asAda(`/v1/organizations/${id}`);
  assert.deepEqual([renamed.name, renamed.slug], ["Day Herons", "day-herons"]);

  await ada.getByRole("button", { name: "Delete organization" }).click();
  const dialog = ada.getByRole("dialog");
  await dialog.getByLabel(/^Type/).fill("Night Herons");
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  await dialog.getByText("Type the name exactly as it is").waitFor();
  await dialog.getByLabel(/^Type/).fill("Day Herons");
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  await ada.getByRole("status").getByText("Day Herons is deleted").waitFor();
  await ada.getByRole("link", { name: "Blue Heron Labs" }).waitFor();
  await assert.rejects(asAda(`/v1/organizations/${id}`), /^Error: 404 .*organization_not_found_or_unauthorized/);
});

test("refusals stand beside the field, and the last administrator stays", async () => {
  const ada = await stage.user("ada");
  await createOrganization(ada, "Night Herons");

  const address = ada.getByLabel("E-mail address");
  await address.fill("not an address");
  await ada.getByRole("button", { name: "Send invitation" }).click();
  assert.equal(await address.getAttribute("aria-invalid"), "true");

  await address.fill("ada@heron.test");
  await ada.getByRole("button", { name: "Send invitation" }).click();
  await ada.locator("#email_address-error").getByText("ada@heron.test is already a member").waitFor();
  assert.equal(await address.evaluate((field) => field === document.activeElement), true);

  await ada.getByLabel("Slug").fill("Night Herons!");
  await ada.getByRole("button", { name: "Save changes" }).click();
  await ada.locator("#slug-error").waitFor();
  const slug = ada.getByLabel("Slug");
  assert.equal(await slug.getAttribute("aria-describedby"), "slug-hint slug-error");
  assert.equal(await slug.evaluate((field) => field === document.activeElement), true);

  await ada.getByRole("button", { name: "Leave organization" }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await ada.getByRole("dialog").getByRole("alert").waitFor();
  await ada.keyboard.press("Escape");
  await ada.getByRole("dialog").waitFor({ state: "detached" });
  await memberRow(ada, "ada@heron.test").waitFor();
});

async function members(get, id) {
  const list = await get(`/v1/organizations/${id}/memberships?limit=500`);
  return Object.fromEntries(list.map(({ public_user_data, role }) => [public_user_data.identifier, role]));
}

async function pending(get, id) {
  const page = await get(`/v1/organizations/${id}/invitations?status=pending&limit=500`);
  return page.data.map(({ email_address }) => email_address).sort();
}
