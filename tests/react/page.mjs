/** The page of one hook: `pages/hooks.jsx`. */

import { settled, watchRequests } from "./requests.mjs";

/** Opens the page on a stage. */
export function hookPages(stage) {
  /** Opens the page, waits for its load, and answers it with a record of its requests. */
  async function open(page, hook, params, copies = 1) {
    await page.goto("about:blank"); // Leaves the page of the test before, so that its requests are not counted.
    const requests = watchRequests(page);
    const asked = new URLSearchParams({ hook, copies: `${copies}`, ...(params && { params: JSON.stringify(params) }) });
    await page.goto(`/hooks?${asked}`);
    await page.getByText("loaded").first().waitFor();
    return requests;
  }

  /**
   * Opens Ada's page of useOrganization: her organization is active, and its lists have been fetched.
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

  /** Runs a function in the page, and answers the requests that it has caused. */
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
