/** The guide's components in an app: from creating an organization to removing its last member. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccess } from "../e2e/axe.mjs";
import { PASSWORD } from "../e2e/clerk-local.mjs";
import { assertIdle, settled, watchRequests } from "../react/requests.mjs";

const MINE = "GET /v1/me/organization_memberships";
const MEMBERS = "GET /v1/organizations/org/memberships";
const PENDING = "GET /v1/organizations/org/invitations";

const item = (page, text) => page.locator("li").filter({ hasText: text });

/** Opens the app, and signs in. */
export async function enterApp(stage, app, name, path) {
  const { origin } = await app();
  const page = await stage.visitor({ baseURL: origin });
  await page.goto(path);
  await page.getByLabel("Email address").fill(`${name}@heron.test`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Your organizations" }).waitFor();
  return page;
}

/**
 * Adds the one walk through the guide. `app` starts the app, `title` names it. The guide's pages stand below `first`,
 * and those of the second half of the walk below `second`, where an app has two routers.
 */
export function testGuide(stage, app, title, first = "", second = first) {
  test(`${title}: the whole guide`, async () => {
    const ada = await enterApp(stage, app, "ada", `${first}/organizations`);
    await create(ada, first, "Night Herons");
    await open(ada, "Night Herons");
    await item(ada, "ada@heron.test - admin").waitFor();
    await inviteTwoAndRevokeOne(ada);

    const grace = await stage.user("grace");
    await grace.getByRole("button", { name: "Accept the invitation to Night Herons" }).click();
    await grace.getByRole("link", { name: "Night Herons" }).waitFor();

    const id = new URL(ada.url()).pathname.split("/").at(-1);
    await ada.goto(`${second}/organizations/${id}`);
    await promoteAndRemoveGrace(ada);
    await assertLeft(await stage.server.as("ada@heron.test"), id);

    await seesMembersAlone(await enterApp(stage, app, "grace", `${second}/organizations`));
    await ada.goto(`${second}/organizations`);
    await leaveDuringRequest(ada);
    await asksForEachListOnceAndThenForNothing(ada);
  });
}

async function create(page, base, name) {
  await page.goto(`${base}/organizations/new`);
  await page.locator("[name=name]").waitFor();
  await checkAccess(page, "new organization");
  await page.locator("[name=name]").fill(name);
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.getByRole("heading", { name: "Your organizations" }).waitFor();
  await item(page, name).waitFor();
  await page.waitForFunction(() => document.title); // Next.js sends the title after the page.
  await checkAccess(page, "organizations");
}

async function open(page, name) {
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name }).waitFor();
}

async function inviteTwoAndRevokeOne(page) {
  for (const address of ["grace@heron.test", "olga@reed.test"]) {
    await page.locator("[name=email_address]").fill(address);
    await page.getByRole("button", { name: "Invite" }).click();
    await item(page, address).waitFor();
  }
  await page.locator("[name=email_address]").fill("ada@heron.test");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.locator("section [role=alert]").waitFor();
  await checkAccess(page, "organization");
  await item(page, "olga@reed.test").getByRole("button", { name: "Revoke" }).click();
  await item(page, "olga@reed.test").waitFor({ state: "detached" });
}

async function promoteAndRemoveGrace(page) {
  const member = item(page, "grace@heron.test - basic_member");
  await member.getByRole("button", { name: "Change role" }).click();
  await item(page, "grace@heron.test - admin").getByRole("button", { name: "Remove" }).click();
  await item(page, "grace@heron.test").waitFor({ state: "detached" });
}

/** Asserts what the server stores at the end: Ada is the only member, and no invitation is pending. */
async function assertLeft(asAda, id) {
  const members = await asAda(`/v1/organizations/${id}/memberships`);
  assert.deepEqual(
    members.map(({ public_user_data }) => public_user_data.identifier),
    ["ada@heron.test"],
  );
  assert.deepEqual(await asAda(`/v1/organizations/${id}/invitations/pending`), []);
}

/** Grace, who is no administrator, sees no buttons that only administrators may use. */
async function seesMembersAlone(page) {
  await open(page, "Blue Heron Labs");
  await item(page, "ada@heron.test - admin").waitFor();
  assert.equal(await page.getByRole("button", { name: /Change role|Remove|Invite|Revoke/ }).count(), 0);
}

/** From the list of organizations and back; what it logs fails the test. */
async function leaveDuringRequest(page) {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  const hold = async (route) => {
    await held;
    await route.continue().catch(() => {}); // This fails if the page has gone by now.
  };
  await page.route("**/memberships?*", hold);
  await open(page, "Blue Heron Labs");
  await page.goBack();
  release();
  await page.getByRole("heading", { name: "Your organizations" }).waitFor();
  await page.waitForTimeout(500);
  await page.unroute("**/memberships?*", hold);
}

/** On a page that is opened by its address. */
async function asksForEachListOnceAndThenForNothing(page) {
  await open(page, "Blue Heron Labs");
  const address = page.url();
  await page.clock.install();
  await page.goto("about:blank");
  const requests = watchRequests(page);
  await page.goto(address);
  await item(page, "grace@heron.test").waitFor();
  assert.deepEqual((await settled(page, requests)).sort(), ["GET /v1/client", MINE, PENDING, MEMBERS].sort());
  await assertIdle(page, requests);
}
