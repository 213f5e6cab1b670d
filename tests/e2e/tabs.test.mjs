/** Two tabs of one browser: each follows what happens in the other. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { memberRow, openOrganization, setStage, signIn } from "./stage.mjs";

const stage = setStage();

/** Sends the event of a tab that comes to the front. Headless Chromium shows all tabs at once, and sends none. */
async function turnTo(page) {
  await page.bringToFront();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
}

/** Opens Ada's organization in two tabs of hers; the first is in front. */
async function twoTabs() {
  const one = await stage.user("ada");
  await openOrganization(one, "Blue Heron Labs");
  const two = await one.context().newPage();
  await two.goto(one.url());
  await memberRow(two, "grace@heron.test").waitFor();
  await one.bringToFront();
  return [one, two];
}

async function removeGrace(page) {
  await memberRow(page, "grace@heron.test").getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await memberRow(page, "grace@heron.test").waitFor({ state: "detached" });
}

test("what one tab changes, the other shows when it is looked at", async () => {
  const [one, two] = await twoTabs();
  await removeGrace(one);
  await turnTo(two);
  await memberRow(two, "grace@heron.test").waitFor({ state: "detached" });
});

test("an action on what is gone is refused in words, and the page is right afterwards", async () => {
  const [one, two] = await twoTabs();
  await removeGrace(one);
  await two.bringToFront();
  await memberRow(two, "grace@heron.test").getByRole("button", { name: "Change role" }).click();
  await two.getByRole("dialog").getByRole("radio", { name: "Admin" }).check();
  await two.getByRole("dialog").getByRole("button", { name: "Change role" }).click();
  const refusal = two.getByRole("dialog").getByRole("alert");
  await refusal.waitFor();
  assert.match((await refusal.textContent()) ?? "", /member/);
  await two.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await memberRow(two, "grace@heron.test").waitFor({ state: "detached" });
});

test("signing out in one tab takes the other to the sign-in page", async () => {
  const [one, two] = await twoTabs();
  await one.getByRole("button", { name: "Sign out" }).click();
  await one.getByRole("heading", { name: "Sign in" }).waitFor();
  await turnTo(two);
  await two.waitForURL(/\/sign-in\?next=/);
});

test("another user in one tab makes the other tab theirs", async () => {
  const [one, two] = await twoTabs();
  await one.getByRole("button", { name: "Sign out" }).click();
  // The page that is left has a field for an e-mail address too.
  await one.getByRole("heading", { name: "Sign in" }).waitFor();
  await signIn(one, "linus@heron.test");
  await one.getByText("No organizations yet").waitFor();
  await turnTo(two);
  await two.getByText("you are not a member of it").waitFor();
  await two.getByRole("banner").getByText("linus@heron.test").waitFor();
});
