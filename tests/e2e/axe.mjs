/** Finds, by axe-core, what makes a page hard or impossible to use for people with disabilities. */

import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

/** The rules of axe-core that a change of the colour scheme can break. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Asserts that the page breaks no rule, in light and in dark colours, and does not scroll sideways. */
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
