/** What keeps people from using a page, found by axe-core. */

import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

/** No violation, and nothing to scroll sideways for. */
export async function checkAccess(page, name) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  assert.deepEqual(found, [], name);
  const overflow = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("dialog")].map((box) => box.scrollWidth - box.clientWidth),
  );
  assert.deepEqual(
    overflow.filter((pixels) => pixels > 0),
    [],
    `${name} is too wide`,
  );
}
