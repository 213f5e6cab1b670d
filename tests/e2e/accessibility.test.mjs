/** axe-core checks every page in every state: on a wide and on a narrow screen, in light and in dark colours. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccess } from "./axe.mjs";
import { createOrganization, invite, linkFor, openOrganization, setStage } from "./stage.mjs";

const stage = setStage();
// axe adds styles to the page while it measures. The page's Content-Security-Policy forbids that, so it is off here;
// every other test runs with it.
const WIDE = { bypassCSP: true };
const WIDTHS = { "on a desk": WIDE, "at 360 px": { ...WIDE, viewport: { width: 360, height: 740 } } };
const LONG = "someone-with-quite-a-long-name@department-of-long-names.example.test";

for (const [width, options] of Object.entries(WIDTHS)) {
  test(`every page is accessible: ${width}`, async () => {
    const anyone = await stage.visitor(options);
    await anyone.goto("/sign-in");
    await anyone.getByLabel("Password").waitFor();
    await checkAccess(anyone, "sign-in");
    await anyone.getByRole("button", { name: "Sign in" }).click();
    await checkAccess(anyone, "sign-in with errors");
    await anyone.goto("/sign-up");
    await anyone.getByLabel("Password").waitFor();
    await checkAccess(anyone, "sign-up");
    await anyone.getByLabel("E-mail address").fill("olga@reed.test");
    await anyone.getByLabel("Password").fill("marsh-harrier-7");
    await anyone.getByRole("button", { name: "Continue" }).click();
    await anyone.getByLabel("Code from the e-mail").waitFor();
    await checkAccess(anyone, "sign-up, code");

    const ada = await stage.user("ada", options);
    await checkAccess(ada, "organizations");
    await openOrganization(ada, "Blue Heron Labs");
    await checkAccess(ada, "organization, nobody invited");
    await invite(ada, "niels@reed.test");
    await invite(ada, LONG);
    await checkAccess(ada, "organization with a message");
    for (const button of [/^Change role: /, /^Remove: /, `Revoke: ${LONG}`, "Delete organization"]) {
      await ada.getByRole("button", { name: button }).first().click();
      await checkAccess(ada, `organization, dialog of ${button}`);
      await ada.keyboard.press("Escape");
    }
    await ada.goto("/organization?id=org_unknown");
    await ada.getByText("you are not a member of it").waitFor();
    await checkAccess(ada, "organization, not found");
    await ada.goto("/mailbox");
    await ada.locator("article").first().waitFor();
    await checkAccess(ada, "mailbox");

    const linus = await stage.user("linus", options);
    await checkAccess(linus, "organizations, none");
    await linus.goto(await linkFor(stage.server, "niels@reed.test"));
    await linus.getByRole("button", { name: "Join the organization" }).waitFor();
    await checkAccess(linus, "accept, signed in");
    await linus.getByRole("button", { name: "Join the organization" }).click();
    await linus.getByRole("heading", { name: "This invitation is for someone else" }).waitFor();
    await checkAccess(linus, "accept, wrong account");
    const niels = await stage.visitor(options);
    await niels.goto(await linkFor(stage.server, "niels@reed.test"));
    await niels.getByLabel("Password").waitFor();
    await checkAccess(niels, "accept, new user");
    await niels.goto("/accept-invitation");
    await niels.getByRole("heading", { name: "This link is not complete" }).waitFor();
    await checkAccess(niels, "accept, bad link");
  });
}

test("the empty mailbox and the loading state are accessible", async () => {
  const page = await stage.visitor(WIDE);
  await page.goto("/mailbox");
  await page.getByText("No mail yet").waitFor();
  await checkAccess(page, "mailbox, empty");
  await page.route("**/v1/**", () => {}); // This request gets no answer, so the page stays in its loading state.
  await page.goto("/");
  await checkAccess(page, "loading");
});

test("the longest name and large text fit, also in dialogs", async () => {
  const ada = await stage.user("ada", WIDTHS["at 360 px"]);
  await createOrganization(ada, "W".repeat(256));
  await ada.getByRole("button", { name: "Delete organization" }).click();
  await checkAccess(ada, "dialog with a long name");
  await ada.keyboard.press("Escape");
  const toast = await ada.getByRole("status").boundingBox();
  assert.ok(toast && toast.height < 200, `a message leaves most of the page in sight: ${toast?.height} px`);
  await ada.addStyleTag({ content: "html { font-size: 200% }" });
  await checkAccess(ada, "organization, text at 200 %");
});

test("what the next page has to say is put where screen readers listen already", async () => {
  const ada = await stage.user("ada");
  await ada.addInitScript(() => {
    new MutationObserver(() => {
      const status = document.querySelector("[role=status]");
      if (status) window.firstWords ??= status.textContent;
    }).observe(document, { childList: true, subtree: true });
  });
  await createOrganization(ada, "Night Herons");
  await ada.getByRole("status").getByText("Night Herons is created").waitFor();
  assert.equal(await ada.evaluate(() => window.firstWords), "", "a region that comes with its words is not read out");
});
