/** What keeps people from using a page, found by axe-core. */

import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

/** All that a colour scheme can change. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** No violation, in light and in dark, and nothing to scroll sideways for. */
export async function checkAccess(page, name) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await checkRules(new AxeBuilder({ page }), `${name}, light`);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await checkRules(new AxeBuilder({ page }).withRules(COLOURS), `${name}, dark`);
  const overflow = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("dialog")].map((box) => box.scrollWidth - box.clientWidth),
  );
  assert.deepEqual(
    overflow.filter((pixels) => pixels > 0),
    [],
    `${name} is too wide`,
  );
}

/** @param {AxeBuilder} axe */
async function checkRules(axe, name) {
  const { passes, incomplete, violations } = await axe.setLegacyMode().analyze();
  assert.notEqual(passes.length + incomplete.length, 0, `${name}: axe has looked at nothing`);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  assert.deepEqual(found, [], name);
}
