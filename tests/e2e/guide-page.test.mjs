/** A page that makes the guide's own calls: `getMembers`, `membership.identifier`, `organization.role` and so on. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "./stage.mjs";

const stage = setStage();

test("the guide's page works as it is written", async () => {
  const { server } = stage;
  const page = await stage.user("ada");
  const done = (button) => button.and(page.locator("[data-done]")).waitFor();
  const item = (list, text) => page.locator(`#${list} > li`).filter({ hasText: text });

  await page.goto("/guide");
  await page.locator("[name=name]").fill("Night Herons");
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.locator("body[data-created]").waitFor();
  const id = await page.locator("body").getAttribute("data-created");

  await page.goto(`/guide?id=${id}`);
  await item("organizations_list", "Night Herons - admin").waitFor();
  await item("organizations_list", "Blue Heron Labs - admin").waitFor();
  await item("memberships_list", "ada@heron.test - admin").waitFor();
  for (const address of ["grace@heron.test", "olga@reed.test"]) {
    await page.locator("[name=email_address]").fill(address);
    await page.getByRole("button", { name: "Invite" }).click();
    await page.locator(`[data-done="${address}"]`).waitFor();
  }

  await page.reload();
  await item("invitations_list", "grace@heron.test - basic_member").waitFor();
  const revoke = item("invitations_list", "olga@reed.test - basic_member").getByRole("button", { name: "Revoke" });
  await revoke.click();
  await done(revoke);

  const grace = await stage.user("grace");
  await grace.getByRole("button", { name: "Accept the invitation to Night Herons" }).click();
  await grace.getByRole("link", { name: "Night Herons" }).waitFor();

  const listed = page.waitForResponse(/\/invitations\?/);
  await page.reload();
  await listed;
  const change = item("memberships_list", "grace@heron.test - basic_member").getByRole("button", {
    name: "Change role",
  });
  await change.click();
  await done(change);
  assert.equal(await page.locator("#invitations_list > li").count(), 0);

  await page.reload();
  const remove = item("memberships_list", "grace@heron.test - admin").getByRole("button", { name: "Remove" });
  await remove.click();
  await done(remove);

  const asAda = await server.as("ada@heron.test");
  const members = await asAda(`/v1/organizations/${id}/memberships`);
  assert.deepEqual(
    members.map(({ public_user_data, role }) => [public_user_data.identifier, role]),
    [["ada@heron.test", "admin"]],
  );
});

test("calls wait for the load, whenever they are made", async () => {
  const page = await stage.user("grace");
  await page.goto("/guide");
  const names = await page.evaluate(async () => {
    const memberships = await window.Clerk.getOrganizationMemberships();
    return memberships.map(({ organization }) => `${organization.name} - ${organization.role}`);
  });
  assert.deepEqual(names, ["Blue Heron Labs - basic_member"]);
});
