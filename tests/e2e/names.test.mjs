/** Names of the greatest length, and in all scripts. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createOrganization, setStage } from "./stage.mjs";

const stage = setStage();
const LONGEST = "W".repeat(256);
const WIDTHS = { "on a desk": { width: 1280, height: 800 }, "at 360 px": { width: 360, height: 740 } };

/** The texts that reach beyond the left or right edge of the window, or of `locator`. */
function overflowing(locator) {
  return locator.evaluate((node) => {
    const { left, right } = node.getBoundingClientRect();
    const out = [...node.querySelectorAll("*")].filter((part) => {
      const box = part.getBoundingClientRect();
      if (!part.checkVisibility() || part.tagName === "OPTION") return false;
      return box.left < Math.max(left, 0) - 1 || box.right > Math.min(right, innerWidth) + 1;
    });
    return out.map((part) => part.outerHTML.slice(0, 80));
  });
}

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test(`the longest name without a space breaks no page and no dialog: ${width}`, async () => {
    const ada = await stage.user("ada", { viewport });
    await createOrganization(ada, LONGEST);
    assert.deepEqual(await overflowing(ada.locator("main")), []);
    for (const button of ["Delete organization", "Leave organization"]) {
      await ada.getByRole("button", { name: button }).click();
      assert.deepEqual(await overflowing(ada.getByRole("dialog")), [], button);
      await ada.keyboard.press("Escape");
    }
    await ada.goto("/");
    await ada.getByRole("link", { name: LONGEST }).waitFor();
    assert.deepEqual(await overflowing(ada.locator("main")), []);
  });
}

test("a message at the foot of the page stands in nobody's way", async () => {
  const ada = await stage.user("ada");
  await createOrganization(ada, LONGEST);
  const toast = ada.getByRole("status");
  await toast.getByText("is created").waitFor();
  const box = await toast.boundingBox();
  const page = ada.viewportSize();
  assert.ok(box && page, "the message and the page have a size");
  const isHit = await ada.evaluate(
    ([x, y]) => document.elementFromPoint(x, y)?.closest("[role=status]") != null,
    [box.x + box.width / 2, box.y + box.height / 2],
  );
  assert.equal(isHit, false, "what lies below it can be clicked");
  assert.ok(box.height <= page.height / 2, `it is ${box.height} px high`);
});

test("names written from right to left keep the order of their own script", async () => {
  const ada = await stage.user("ada");
  const name = "مختبرات البلشون (2026).";
  await createOrganization(ada, name);
  const isOrdered = (locator) =>
    locator.evaluate((node) => {
      const text = /** @type {Text} */ (document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode());
      const left = (from, to) => {
        const range = document.createRange();
        range.setStart(text, from);
        range.setEnd(text, to);
        return range.getBoundingClientRect().left;
      };
      return left(text.length - 1, text.length) < left(0, 1);
    });
  assert.ok(await isOrdered(ada.getByRole("heading", { level: 1 })), "the full stop stands at the left end");
  assert.equal(await ada.locator("#name").evaluate((field) => getComputedStyle(field).direction), "rtl");
  await ada.goto("/");
  assert.ok(await isOrdered(ada.getByRole("link", { name })));
});
