/** Creating, inviting and revoking by the keyboard alone. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { openOrganization, setStage } from "./stage.mjs";

const stage = setStage();
const MAX_TABS = 40;

/** Presses Tab until the element of `locator` has the focus, and checks that the focus can be seen. */
async function tabTo(page, locator) {
  for (let presses = 0; presses < MAX_TABS; presses += 1) {
    await page.keyboard.press("Tab");
    const [focused, outline] = await locator.evaluate((node) => [
      node === document.activeElement,
      getComputedStyle(node).outlineStyle,
    ]);
    if (!focused) continue;
    assert.notEqual(outline, "none", "the focus is visible");
    return;
  }
  assert.fail(`Tab does not reach ${locator}`);
}

test("sign in, create, invite, revoke", async () => {
  const page = await stage.visitor();
  await page.goto("/sign-in");
  await tabTo(page, page.getByLabel("E-mail address"));
  await page.keyboard.type("ada@heron.test");
  await page.keyboard.press("Tab");
  await page.keyboard.type("blue-heron-42");
  await page.keyboard.press("Enter");

  await page.getByRole("heading", { name: "Your organizations" }).waitFor();
  await tabTo(page, page.getByLabel("Name"));
  await page.keyboard.type("Night Herons");
  await page.keyboard.press("Enter");

  await page.getByRole("heading", { level: 1, name: "Night Herons" }).waitFor();
  await tabTo(page, page.getByLabel("E-mail address"));
  await page.keyboard.type("niels@reed.test");
  await tabTo(page, page.getByLabel("Role", { exact: true }));
  await page.keyboard.press("ArrowUp");
  await tabTo(page, page.getByRole("button", { name: "Send invitation" }));
  await page.keyboard.press("Enter");
  await page.locator("#invitations-list").getByText("Admin").waitFor();
  const address = page.getByLabel("E-mail address");
  await page.waitForFunction((field) => field === document.activeElement, await address.elementHandle());

  const revoke = page.getByRole("button", { name: "Revoke: niels@reed.test" });
  await tabTo(page, revoke);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const cancel = dialog.getByRole("button", { name: "Cancel" });
  assert.equal(
    await cancel.evaluate((node) => node === document.activeElement),
    true,
    "a stray Enter destroys nothing",
  );
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await revoke.evaluate((node) => node === document.activeElement), true, "the focus goes back");

  await page.keyboard.press("Enter");
  await tabTo(page, dialog.getByRole("button", { name: "Revoke" }));
  await page.keyboard.press("Enter");
  await page.getByText("Nobody is waiting").waitFor();
  const heading = await page.getByRole("heading", { name: "Pending invitations" }).elementHandle();
  await page.waitForFunction((node) => node === document.activeElement, heading);
});

test("a dialog whose action is under way stays, however often Escape is pressed", async () => {
  const page = await stage.user("ada");
  await openOrganization(page, "Blue Heron Labs");
  const held = [];
  await page.route("**/memberships/**", (route) => held.push(route));
  await page.getByRole("button", { name: "Remove: Grace Marsh" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Remove" }).click();
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Escape");
  await dialog.locator("[aria-busy=true]").waitFor();
  await Promise.all(held.map((route) => route.continue()));
  await page.getByRole("status").getByText("Grace Marsh is no longer a member").waitFor();
  await page.locator("#memberships-list").getByText("grace@heron.test").waitFor({ state: "detached" });
});
