/** The page that shows what the server has mailed. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { invite, openOrganization, setStage } from "./stage.mjs";

const stage = setStage();

test("mail appears by itself, can be narrowed to one recipient, and its link opens the invitation", async () => {
  const reader = await stage.visitor();
  await reader.goto("/mailbox");
  await reader.getByText("No mail yet").waitFor();

  const ada = await stage.user("ada");
  await openOrganization(ada, "Blue Heron Labs");
  await invite(ada, "niels@reed.test");
  await invite(ada, "olga@reed.test");
  const letters = reader.locator("article");
  await letters.nth(1).waitFor();
  assert.match(await letters.first().innerText(), /olga@reed\.test/, "the newest is first");

  await reader.getByLabel("Recipient").selectOption("niels@reed.test");
  await letters.nth(1).waitFor({ state: "detached" });
  await letters.getByRole("link").click();
  await reader.getByLabel("Password").waitFor();
  assert.equal(await reader.getByLabel("E-mail address").inputValue(), "niels@reed.test");
});

test("a code stands out", async () => {
  const page = await stage.visitor();
  await page.goto("/sign-up");
  await page.getByLabel("E-mail address").fill("olga@reed.test");
  await page.getByLabel("Password").fill("marsh-harrier-7");
  await page.getByRole("button", { name: "Continue" }).click();
  const [{ code }] = await stage.server.mail("olga@reed.test");
  const [mailbox] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: "mailbox", exact: true }).click(),
  ]);
  await mailbox.getByText(code, { exact: true }).waitFor();
});
