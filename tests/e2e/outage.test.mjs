/** What a user sees while the server does not answer. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { invite, openOrganization, setStage } from "./stage.mjs";

const stage = setStage();
const OUTAGE = /net::ERR_(INTERNET_DISCONNECTED|FAILED)|The server at \S+ was not reached/;

test("a page that opens without the server says so, and recovers", async () => {
  stage.expected = (complaint) => OUTAGE.test(complaint);
  const page = await stage.user("ada");
  await page.route("**/v1/**", (route) => route.abort());
  await page.reload();
  await page.getByRole("heading", { name: "The server cannot be reached" }).waitFor();
  assert.match(page.url(), /\/$/, "nobody is sent to sign in because of an outage");
  await page.unroute("**/v1/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("link", { name: "Blue Heron Labs" }).waitFor();
});

test("an action without the server keeps what was typed and can be repeated", async () => {
  stage.expected = (complaint) => OUTAGE.test(complaint);
  const page = await stage.user("ada");
  await openOrganization(page, "Blue Heron Labs");
  const address = page.getByLabel("E-mail address");
  await address.fill("niels@reed.test");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await page.getByRole("alert").getByText("The server does not answer").waitFor();
  assert.equal(await address.inputValue(), "niels@reed.test");
  assert.equal((await stage.server.mail()).length, 0);

  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await page.locator("#invitations-list").getByText("niels@reed.test").waitFor();
  assert.equal((await stage.server.mail("niels@reed.test")).length, 1);
});

test("a page without the SDK says what is missing", async () => {
  stage.expected = (complaint) => OUTAGE.test(complaint);
  const page = await stage.visitor();
  await page.route("**/clerk.browser.js", (route) => route.abort());
  await page.goto("/");
  await page.getByText("The script /clerk.browser.js did not load").waitFor();
});

test("the mailbox tells of an outage once, and goes on after it", async () => {
  stage.expected = (complaint) => OUTAGE.test(complaint);
  const page = await stage.visitor();
  await page.goto("/mailbox");
  await page.getByText("No mail yet").waitFor();
  await page.evaluate(() => {
    window.said = [];
    const status = document.querySelector("[role=status]");
    if (!status) throw new Error("the page has no region for messages");
    new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
  });
  await page.route("**/_dev/mail", (route) => route.abort());
  for (let failures = 0; failures < 3; failures += 1) await page.waitForEvent("requestfailed");
  await page.getByRole("status").getByText("The server does not answer").waitFor();
  assert.equal((await page.evaluate(() => window.said)).length, 1);

  await page.unroute("**/_dev/mail");
  const ada = await stage.user("ada");
  await openOrganization(ada, "Blue Heron Labs");
  await invite(ada, "niels@reed.test");
  await page.getByRole("heading", { name: "invited you to Blue Heron Labs" }).waitFor();
});
