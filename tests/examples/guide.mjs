/** The guide's components in an app, from the first organization to the last member removed. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccess } from "../e2e/axe.mjs";
import { PASSWORD } from "../e2e/clerk-local.mjs";
import { settled, watchRequests } from "../react/requests.mjs";

const MINE = "GET /v1/me/organization_memberships";
const MEMBERS = "GET /v1/organizations/org/memberships";
const PENDING = "GET /v1/organizations/org/invitations";

const item = (page, text) => page.locator("li").filter({ hasText: text });

/** Somebody signed in to the app. */
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
 * Adds the tests. `app` starts the app, `title` names it; `base` is the path that the guide's pages stand under, `idle`
 * how long nothing may happen, in milliseconds.
 */
export function testGuide(stage, app, title, { base = "", idle = 10_000 } = {}) {
  const enter = (name) => enterApp(stage, app, name, `${base}/organizations`);

  async function create(page, name) {
    await page.goto(`${base}/organizations/new`);
    await page.locator("[name=name]").waitFor();
    await checkAccess(page, "new organization");
    await page.locator("[name=name]").fill(name);
    await page.getByRole("button", { name: "Create organization" }).click();
    await page.getByRole("heading", { name: "Your organizations" }).waitFor();
    await item(page, name).waitFor();
    await page.waitForFunction(() => document.title); // Next.js streams it.
    await checkAccess(page, "organizations");
  }

  async function open(page, name) {
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { name }).waitFor();
  }

  async function invite(page, address) {
    await page.locator("[name=email_address]").fill(address);
    await page.getByRole("button", { name: "Invite" }).click();
    await item(page, address).waitFor();
  }

  test(`${title}: the whole guide`, async () => {
    const page = await enter("ada");
    await create(page, "Night Herons");
    await open(page, "Night Herons");
    await item(page, "ada@heron.test - admin").waitFor();
    await invite(page, "grace@heron.test");
    await invite(page, "olga@reed.test");
    await page.locator("[name=email_address]").fill("ada@heron.test");
    await page.getByRole("button", { name: "Invite" }).click();
    await page.locator("section [role=alert]").waitFor();
    await checkAccess(page, "organization");
    await item(page, "olga@reed.test").getByRole("button", { name: "Revoke" }).click();
    await item(page, "olga@reed.test").waitFor({ state: "detached" });

    const grace = await stage.user("grace");
    await grace.getByRole("button", { name: "Accept the invitation to Night Herons" }).click();
    await grace.getByRole("link", { name: "Night Herons" }).waitFor();

    await page.reload();
    const member = item(page, "grace@heron.test - basic_member");
    await member.getByRole("button", { name: "Change role" }).click();
    await item(page, "grace@heron.test - admin").getByRole("button", { name: "Remove" }).click();
    await item(page, "grace@heron.test").waitFor({ state: "detached" });

    const asAda = await stage.server.as("ada@heron.test");
    const id = new URL(page.url()).pathname.split("/").at(-1);
    const members = await asAda(`/v1/organizations/${id}/memberships`);
    assert.deepEqual(
      members.map(({ public_user_data }) => public_user_data.identifier),
      ["ada@heron.test"],
    );
    assert.deepEqual(await asAda(`/v1/organizations/${id}/invitations/pending`), []);
  });

  test(`${title}: who is no admin sees the members alone`, async () => {
    const page = await enter("grace");
    await open(page, "Blue Heron Labs");
    await item(page, "ada@heron.test - admin").waitFor();
    assert.equal(await page.getByRole("button", { name: /Change role|Remove|Invite|Revoke/ }).count(), 0);
  });

  test(`${title}: the organization page asks for each list once, and then for nothing`, async () => {
    const page = await enter("ada");
    await open(page, "Blue Heron Labs");
    const address = page.url();
    await page.goto("about:blank");
    const requests = watchRequests(page);
    await page.goto(address);
    await item(page, "grace@heron.test").waitFor();
    assert.deepEqual((await settled(page, requests)).sort(), ["GET /v1/client", MINE, PENDING, MEMBERS].sort());
    await page.waitForTimeout(idle);
    assert.deepEqual(requests.take(), []);
  });

  test(`${title}: leaving the page during a request leaves nothing behind`, async () => {
    const page = await enter("ada");
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    await page.route("**/memberships?*", async (route) => {
      await held;
      await route.continue().catch(() => {}); // The page that asked may be gone.
    });
    await open(page, "Blue Heron Labs");
    await page.goBack();
    release();
    await page.getByRole("heading", { name: "Your organizations" }).waitFor();
    await page.waitForTimeout(500);
  });
}
