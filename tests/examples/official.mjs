/** An app on the official hooks, with our Clerk object beneath them. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkAccess } from "../e2e/axe.mjs";
import { settled, watchRequests } from "../react/requests.mjs";
import { enterApp } from "./guide.mjs";

const { version } = JSON.parse(readFileSync(new URL("../../pkg/package.json", import.meta.url), "utf8"));

const item = (page, text) => page.locator("li").filter({ hasText: text });

/** Adds the tests. `app` starts the app, `title` names it; it is found at `path`. */
export function testOfficialApp(stage, app, title, path = "/") {
  const enter = (name) => enterApp(stage, app, name, path);

  const open = async (page, name) => {
    await item(page, name).getByRole("button", { name: "Open" }).click();
    await page.getByRole("heading", { name }).waitFor();
  };

  test(`${title}: it is our object that the official hooks stand on`, async () => {
    const page = await enter("ada");
    assert.equal(await page.evaluate(() => window.Clerk.version), version);
  });

  test(`${title}: from the first organization to the last member removed`, async () => {
    stage.expected = (complaint) => /status of 400 .+__clerk\/v1\//.test(complaint); // Refusals, by way of the proxy.
    const page = await enter("ada");
    await page.getByLabel("Name").fill("Night Herons");
    await page.getByRole("button", { name: "Create organization" }).click();
    await page.getByRole("heading", { name: "Night Herons" }).waitFor();
    await item(page, "ada@heron.test - admin").waitFor();
    for (const address of ["grace@heron.test", "olga@reed.test"]) {
      await page.getByLabel("Email address").fill(address);
      await page.getByRole("button", { name: "Invite" }).click();
      await item(page, address).waitFor();
    }
    await page.getByLabel("Email address").fill("ada@heron.test");
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByText("ada@heron.test is already a member of the organization.").waitFor();
    await checkAccess(page, "organization");
    await item(page, "ada@heron.test - admin").getByRole("button", { name: "Remove" }).click();
    await page.getByRole("alert").filter({ hasText: "admin" }).waitFor();
    await item(page, "olga@reed.test").getByRole("button", { name: "Revoke" }).click();
    await item(page, "olga@reed.test").waitFor({ state: "detached" });

    const grace = await enter("grace");
    await grace.getByText("You are invited to Night Herons.").waitFor();
    await grace.getByRole("button", { name: "Accept" }).click();
    await open(grace, "Night Herons");
    assert.equal(await grace.getByRole("button", { name: "Change role" }).count(), 0);

    await page.reload();
    await item(page, "grace@heron.test - basic_member").getByRole("button", { name: "Change role" }).click();
    await item(page, "grace@heron.test - admin").getByRole("button", { name: "Remove" }).click();
    await item(page, "grace@heron.test").waitFor({ state: "detached" });
  });

  test(`${title}: lists go on after ten`, async () => {
    const page = await enter("ada");
    await page.reload(); // In StrictMode Clerk's provider makes two objects of a class, and the window's slept until now.
    await item(page, "Blue Heron Labs").waitFor();
    await page.evaluate(async () => {
      const [{ organization }] = await window.Clerk.getOrganizationMemberships();
      await organization.inviteMembers({
        emailAddresses: Array.from({ length: 11 }, (_, number) => `guest-${number}@reed.test`),
        role: "basic_member",
      });
    });
    await open(page, "Blue Heron Labs");
    await page.getByRole("button", { name: "More" }).click();
    await page.waitForFunction(() => document.body.innerText.match(/guest-/g)?.length === 11);
  });

  test(`${title}: accounts, tokens and signing out`, async () => {
    const page = await enter("ada");
    await page.getByText("active session, 1 in this browser").waitFor();
    await open(page, "Blue Heron Labs");
    await page.getByText("ada@heron.test (admin)").waitFor();
    await page.getByRole("button", { name: "Get a token" }).click();
    await page.getByText("The token is for this user").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  test(`${title}: nothing is asked while nothing happens`, async () => {
    const page = await enter("ada");
    await open(page, "Blue Heron Labs");
    await item(page, "grace@heron.test").waitFor();
    const requests = watchRequests(page);
    await settled(page, requests);
    await page.waitForTimeout(10_000);
    assert.deepEqual(requests.take(), []);
  });
}
