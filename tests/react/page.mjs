/** The page of one hook: `pages/hooks.jsx`. */

import { settled, watchRequests } from "./requests.mjs";

/** Opens it on a stage. */
export function hookPages(stage) {
  /** A page of the hook, loaded, with what it has asked. */
  async function open(page, hook, params, copies = 1) {
    await page.goto("about:blank"); // The page before has its own requests.
    const requests = watchRequests(page);
    const asked = new URLSearchParams({ hook, copies: `${copies}`, ...(params && { params: JSON.stringify(params) }) });
    await page.goto(`/hooks?${asked}`);
    await page.getByText("loaded").first().waitFor();
    return requests;
  }

  /**
   * Ada's page of useOrganization, with her organization active and its lists there.
   * @param {object} params
   */
  async function openOrganization(params = { memberships: true, invitations: true }, copies = 1) {
    const page = await stage.user("ada");
    await page.evaluate(async () => {
      const [membership] = await window.Clerk.getOrganizationMemberships();
      await window.Clerk.setActive({ organization: membership.organization.id });
    });
    const requests = await open(page, "useOrganization", params, copies);
    await page.waitForFunction(() => window.answer.memberships?.count > 0);
    return { page, requests };
  }

  /** Calls in the page, and answers what was asked because of it. */
  async function change({ page, requests }, call) {
    await settled(page, requests);
    await page.evaluate(() => {
      window.answers = [];
    });
    await page.evaluate(call);
    return settled(page, requests);
  }

  return { open, openOrganization, change };
}
