/** Signing up with a code, signing in and signing out. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage, signIn } from "./stage.mjs";

const stage = setStage();
const PASSWORD = "marsh-harrier-7";

async function codeFor(address) {
  const [message] = await stage.server.mail(address);
  return message.code;
}

/** Signs up a new user, and answers their page, which asks for the code. */
async function signUpToCode(address) {
  const page = await stage.visitor();
  await page.goto("/sign-up");
  await page.getByLabel("E-mail address").fill(address);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Code from the e-mail").waitFor();
  return page;
}

/** Fills in the code of the newest mail, which completes the sign-up. */
async function confirmCode(page, address) {
  await page.getByLabel("Code from the e-mail").fill(await codeFor(address));
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("No organizations yet").waitFor();
}

test("sign up with a code from an e-mail", async () => {
  const page = await stage.visitor();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("First name").fill("Olga");
  await page.getByLabel("E-mail address").fill("olga@reed.test");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Continue" }).click();

  const code = page.getByLabel("Code from the e-mail");
  const right = await codeFor("olga@reed.test");
  await code.fill(right === "000000" ? "111111" : "000000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.locator("#code-error").waitFor();
  assert.equal(await code.evaluate((field) => field === document.activeElement), true);
  await code.fill(right);
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("No organizations yet").waitFor();

  const get = await stage.server.as("olga@reed.test", PASSWORD);
  assert.equal((await get("/v1/me")).first_name, "Olga");
});

test("a second code can be asked for, and replaces the first", async () => {
  const page = await signUpToCode("olga@reed.test");
  await page.getByRole("button", { name: "Send another code" }).click();
  await page.getByRole("status").getByText("A new code is on its way to olga@reed.test").waitFor();
  assert.equal((await stage.server.mail("olga@reed.test")).length, 2);
  await confirmCode(page, "olga@reed.test");
});

test("an address that is taken is refused beside its field", async () => {
  const page = await stage.visitor();
  await page.goto("/sign-up");
  await page.getByLabel("E-mail address").fill("ada@heron.test");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.locator("#email_address-error").waitFor();
});

test("a wrong password is refused beside its field, the right one leads back", async () => {
  const page = await stage.visitor();
  await page.goto("/organization?id=org_unknown");
  await page.waitForURL(/\/sign-in\?next=/);
  await signIn(page, "ada@heron.test", "wrong-heron-42");
  await page.locator("#password-error").waitFor();
  assert.equal(await page.getByLabel("Password").getAttribute("aria-describedby"), "password-error");
  await signIn(page, "ada@heron.test");
  await page.waitForURL(/\/organization\?id=org_unknown/);
  await page.getByText("you are not a member of it").waitFor();
});

test("the page of no organization leads to the list of them", async () => {
  const page = await stage.user("ada");
  await page.goto("/organization");
  await page.waitForURL(`${stage.server.origin}/`);
  await page.getByRole("link", { name: "Blue Heron Labs" }).waitFor();
});

test("the sign-in page leads to pages of this site only", async () => {
  for (const next of ["https://elsewhere.test/", "//elsewhere.test/", "javascript:alert(1)", "/\\elsewhere.test"]) {
    const page = await stage.visitor();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await signIn(page, "ada@heron.test");
    await page.getByRole("heading", { name: "Your organizations" }).waitFor();
    assert.equal(page.url(), `${stage.server.origin}/`);
  }
});

test("signing out ends the session on the server", async () => {
  const page = await stage.user("ada");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.goto("/");
  await page.waitForURL(/\/sign-in/);
  const sessions = await page.evaluate(async () => {
    await window.Clerk.load();
    return window.Clerk.client.sessions.length;
  });
  assert.equal(sessions, 0);
});

test("the pages work under the server's other name", async () => {
  const page = await stage.visitor();
  await page.goto(stage.server.origin.replace("127.0.0.1", "localhost"));
  await signIn(page, "ada@heron.test");
  await page.getByRole("link", { name: "Blue Heron Labs" }).waitFor();
});

test("a reload in the middle of signing up asks for the code again, not for everything", async () => {
  const page = await signUpToCode("olga@reed.test");
  await page.reload();
  await page.getByLabel("Code from the e-mail").waitFor();
  await page.getByText("sent to olga@reed.test").waitFor();
  assert.equal((await stage.server.mail("olga@reed.test")).length, 1, "the first code still counts");
  await confirmCode(page, "olga@reed.test");
});
