/** An app that uses the official hooks on our Clerk object. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkAccess } from "../e2e/axe.mjs";
import { assertIdle, settled, watchRequests } from "../react/requests.mjs";
import { enterApp } from "./guide.mjs";

const { version } = JSON.parse(readFileSync(new URL("../../pkg/package.json", import.meta.url), "utf8"));

const item = (page, text) => page.locator("li").filter({ hasText: text });

/** Adds the one walk through the app. `app` starts it, `title` names it; it is found at `path`. */
export function testOfficialApp(stage, app, title, path = "/") {
  test(`${title}: from the first organization to the last member removed, and signed out`, async () => {
    stage.expected = (complaint) => /status of 400 .+__clerk\/v1\//.test(complaint); // Refusals, through the proxy.
    const ada = await enterApp(stage, app, "ada", path);
    assert.equal(await ada.evaluate(() => window.Clerk.version), version, "it is our object");
    await ada.getByText("active session, 1 in this browser").waitFor();
    await create(ada, "Night Herons");
    await inviteTwoAndRevokeOne(ada);

    const grace = await enterApp(stage, app, "grace", path);
    await grace.getByText("You are invited to Night Herons.").waitFor();
    await grace.getByRole("button", { name: "Accept" }).click();
    await open(grace, "Night Herons");
    await item(grace, "ada@heron.test - admin").waitFor();
    assert.equal(await grace.getByRole("button", { name: "Change role" }).count(), 0);

    await ada.clock.install();
    await ada.reload();
    await item(ada, "grace@heron.test - basic_member").getByRole("button", { name: "Change role" }).click();
    await item(ada, "grace@heron.test - admin").getByRole("button", { name: "Remove" }).click();
    await item(ada, "grace@heron.test").waitFor({ state: "detached" });

    await open(ada, "Blue Heron Labs");
    await item(ada, "grace@heron.test").waitFor();
    await goesOnAfterTen(ada);
    const requests = watchRequests(ada);
    await settled(ada, requests);
    await assertIdle(ada, requests);
    await getsTokenAndSignsOut(ada);
  });
}

async function create(page, name) {
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.getByRole("heading", { name }).waitFor();
  await item(page, "ada@heron.test - admin").waitFor();
}

async function open(page, name) {
  await item(page, name).getByRole("button", { name: "Open" }).click();
  await page.getByRole("heading", { name }).waitFor();
}

/** The server refuses to invite a member, and to remove the last administrator; the app shows why. */
async function inviteTwoAndRevokeOne(page) {
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
}

/**
 * Eleven are invited by the object of the window, not by the app's own. The page has been loaded anew: in StrictMode
 * Clerk's provider makes two objects of a class, and the window's sleeps until then.
 */
async function goesOnAfterTen(page) {
  await page.evaluate(async () => {
    const memberships = await window.Clerk.getOrganizationMemberships();
    const { organization } = memberships.find(({ organization: { name } }) => name === "Blue Heron Labs");
    await organization.inviteMembers({
      emailAddresses: Array.from({ length: 11 }, (_, number) => `guest-${number}@reed.test`),
      role: "basic_member",
    });
  });
  await page.reload();
  await page.getByRole("button", { name: "More" }).click();
  await page.waitForFunction(() => document.body.innerText.match(/guest-/g)?.length === 11);
}

async function getsTokenAndSignsOut(page) {
  await page.getByText("ada@heron.test (admin)").waitFor();
  await page.getByRole("button", { name: "Get a token" }).click();
  await page.getByText("The token is for this user").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
}
