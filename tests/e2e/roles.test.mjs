/** The pages on a server that spells the roles as Clerk does today: `org:admin`, `org:member`. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { invite, memberRow, openOrganization, setStage } from "./stage.mjs";

const stage = setStage("--roles", "current");

test("administrators manage, members look", async () => {
  const ada = await stage.user("ada");
  await openOrganization(ada, "Blue Heron Labs");
  await invite(ada, "niels@reed.test");
  await memberRow(ada, "grace@heron.test").getByRole("button", { name: "Change role" }).click();
  await ada.getByRole("dialog").getByRole("radio", { name: "Admin" }).check();
  await ada.getByRole("dialog").getByRole("button", { name: "Change role" }).click();
  await memberRow(ada, "grace@heron.test").getByText("Admin", { exact: true }).waitFor();
  await memberRow(ada, "ada@heron.test").getByRole("button", { name: "Change role" }).click();
  await ada.getByRole("dialog").getByRole("radio", { name: "Member" }).check();
  await ada.getByRole("dialog").getByRole("button", { name: "Change role" }).click();

  // Ada is no admin any more, so the page hides what only admins may do.
  await ada.getByRole("button", { name: "Send invitation" }).waitFor({ state: "hidden" });
  assert.equal(await ada.getByRole("button", { name: /^(Remove|Change role)/ }).count(), 0);
  await ada.getByRole("button", { name: "Leave organization" }).waitFor();

  const get = await stage.server.as("grace@heron.test");
  const [{ organization }] = await get("/v1/me/organization_memberships");
  const members = await get(`/v1/organizations/${organization.id}/memberships`);
  const roles = members.map(({ public_user_data, role }) => [public_user_data.identifier, role]);
  assert.deepEqual(Object.fromEntries(roles), { "ada@heron.test": "org:member", "grace@heron.test": "org:admin" });
});
