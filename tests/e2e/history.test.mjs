/** The Back button, in a browser that keeps pages as they were left. Other tests run without that cache. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { launchWithBackCache } from "./chromium.mjs";
import { memberRow, openOrganization, setStageIn, signIn } from "./stage.mjs";

const stage = setStageIn(launchWithBackCache);
const LABS = "Blue Heron Labs";

/** Makes the page note, when it is shown again, whether it comes from the browser's cache of pages. */
const watch = (page) =>
  page.evaluate(() =>
    addEventListener("pageshow", ({ persisted }) => sessionStorage.setItem("persisted", String(persisted))),
  );

/** Goes back. Playwright's own goBack() waits for a load event, which a cached page does not have. */
const back = (page) => page.evaluate(() => history.back());

async function assertKept(page) {
  const kept = await page.evaluate(() => sessionStorage.getItem("persisted"));
  assert.equal(kept, "true", "the page came out of the cache");
}

/** Opens Ada's organization in a browser of hers. */
async function organizationPage() {
  const page = await stage.user("ada");
  await page.getByRole("link", { name: LABS }).waitFor();
  await openOrganization(page, LABS);
  await memberRow(page, "grace@heron.test").waitFor();
  return page;
}

test("after signing out, Back shows nothing of the one who was signed in", async () => {
  const page = await organizationPage();
  const { pathname, search } = new URL(page.url());
  await watch(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await back(page);
  await page.waitForURL(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
  await assertKept(page);
});

test("Back to the sign-in form leads the one who has signed in on", async () => {
  const page = await stage.visitor();
  await page.goto("/sign-in");
  await watch(page);
  await signIn(page, "ada@heron.test");
  await page.getByRole("link", { name: LABS }).waitFor();
  await back(page);
  await page.waitForURL("/");
  await page.getByRole("link", { name: LABS }).waitFor();
  await assertKept(page);
});

test("Back shows a page as it was left at once, and brings it up to date", async () => {
  const page = await organizationPage();
  await page.getByLabel("E-mail address").fill("half-written@reed.test");
  await watch(page);
  await page.getByRole("link", { name: "Mailbox" }).click();
  await page.getByText("No mail yet").waitFor();
  await back(page);
  await page.waitForURL(/\/organization/, { waitUntil: "commit" });
  await assertKept(page);
  assert.equal(await page.getByLabel("E-mail address").inputValue(), "half-written@reed.test");
});
