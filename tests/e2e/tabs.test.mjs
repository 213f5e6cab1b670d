/** One browser, two tabs. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { memberRow, openOrganization, setStage } from "./stage.mjs";

const stage = setStage();

/** What the browser does when a person turns to the tab. */
const turnTo = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

test("what one tab changes, the other shows when it is looked at", async () => {
  const one = await stage.user("ada");
  const two = await one.context().newPage();
  await openOrganization(one, "Blue Heron Labs");
  await openOrganization(two, "Blue Heron Labs");
  await memberRow(one, "grace@heron.test").getByRole("button", { name: "Remove" }).click();
  await one.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await memberRow(one, "grace@heron.test").waitFor({ state: "detached" });
  await turnTo(two);
  await memberRow(two, "grace@heron.test").waitFor({ state: "detached" });
});

test("an action on what is gone is refused in words, and the page is right afterwards", async () => {
  const one = await stage.user("ada");
  const two = await one.context().newPage();
  await openOrganization(one, "Blue Heron Labs");
  await openOrganization(two, "Blue Heron Labs");
  await memberRow(one, "grace@heron.test").getByRole("button", { name: "Remove" }).click();
  await one.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await memberRow(one, "grace@heron.test").waitFor({ state: "detached" });

  await memberRow(two, "grace@heron.test").getByRole("button", { name: "Change role" }).click();
  await two.getByRole("dialog").getByRole("radio", { name: "Admin" }).check();
  await two.getByRole("dialog").getByRole("button", { name: "Change role" }).click();
  assert.notEqual(await two.getByRole("dialog").getByRole("alert").textContent(), "");
  await two.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await memberRow(two, "grace@heron.test").waitFor({ state: "detached" });
});

test("signing out in one tab takes the other to the sign-in page", async () => {
  const one = await stage.user("ada");
  const two = await one.context().newPage();
  await openOrganization(two, "Blue Heron Labs");
  await one.getByRole("button", { name: "Sign out" }).click();
  await one.getByRole("heading", { name: "Sign in" }).waitFor();
  await turnTo(two);
  await two.waitForURL(/\/sign-in\?next=/);
});
