/** The hooks that list, on a real page, in StrictMode, in one version of React. What the lists do is tested in ../lists. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { hookPages } from "./page.mjs";
import { settled } from "./requests.mjs";

const MEMBERS = "GET /v1/organizations/org/memberships";
const INVITATIONS = "GET /v1/organizations/org/invitations";
const MINE = "GET /v1/me/organization_memberships";
const ARRIVAL = "GET /v1/client";

export function testLists(stage, version) {
  const { open, openOrganization, change } = hookPages(stage);

  const invitees = (page) =>
    page.evaluate(() => window.answer.invitations.data.map(({ emailAddress }) => emailAddress));
  const members = (page) =>
    page.evaluate(() => window.answer.memberships.data.map(({ identifier, role }) => `${identifier} ${role}`).sort());
  /** Whether a list was ever empty or loading since the last change began. */
  const flashed = (page, list) =>
    page.evaluate((list) => window.answers.some((answer) => answer[list].isLoading || answer[list].count === 0), list);

  test(`React ${version}: useOrganization asks once, refreshes without a flash, and goes with the organization`, async () => {
    const on = await openOrganization();
    const { page } = on;
    assert.deepEqual((await settled(page, on.requests)).sort(), [ARRIVAL, INVITATIONS, MEMBERS]);
    assert.deepEqual(await members(page), ["ada@heron.test admin", "grace@heron.test basic_member"]);
    assert.equal(await page.evaluate(() => window.answer.membership.role), "admin");
    const invited = await change(on, () =>
      window.answer.organization.inviteMember({ emailAddress: "olga@reed.test", role: "basic_member" }),
    );
    assert.deepEqual(invited, ["POST /v1/organizations/org/invitations", INVITATIONS]);
    assert.deepEqual(await invitees(page), ["olga@reed.test"]);
    const updated = await change(on, () =>
      window.answer.memberships.data
        .find(({ identifier }) => identifier === "grace@heron.test")
        .update({ role: "admin" }),
    );
    assert.deepEqual(updated, ["PATCH /v1/organizations/org/memberships/user", MEMBERS]);
    assert.equal(await flashed(page, "memberships"), false);
    assert.deepEqual(await members(page), ["ada@heron.test admin", "grace@heron.test admin"]);
    assert.deepEqual(await change(on, () => window.answer.organization.destroy()), ["DELETE /v1/organizations/org"]);
    assert.deepEqual(
      await page.evaluate(() => [window.answer.organization, window.answer.memberships, window.answer.invitations]),
      [null, null, null],
    );
  });

  test(`React ${version}: other filters begin at the first page`, async () => {
    const on = await openOrganization({ memberships: { pageSize: 1, keepPreviousData: true } });
    await change(on, () => window.answer.memberships.fetchNext());
    const asked = await change(on, () =>
      window.ask({ memberships: { pageSize: 1, keepPreviousData: true, query: "grace" } }),
    );
    assert.deepEqual(asked, [MEMBERS]);
    assert.equal(await on.page.evaluate(() => window.answer.memberships.page), 1);
    assert.deepEqual(await members(on.page), ["grace@heron.test basic_member"]);
    assert.equal(await flashed(on.page, "memberships"), false, "what was there stays until then");
    const same = await change(on, () =>
      window.ask({ memberships: { query: "grace", keepPreviousData: true, pageSize: 1 } }),
    );
    assert.deepEqual(same, [], "those are no others");
  });

  test(`React ${version}: components that ask for the same share one request, and are told together`, async () => {
    const on = await openOrganization({ memberships: true }, 2);
    assert.deepEqual((await settled(on.page, on.requests)).sort(), [ARRIVAL, MEMBERS]);
    const asked = await change(on, () =>
      window.answer.organization.updateMember({
        userId: window.answer.memberships.data.find(({ identifier }) => identifier === "grace@heron.test").userId,
        role: "admin",
      }),
    );
    assert.deepEqual(asked, ["PATCH /v1/organizations/org/memberships/user", MEMBERS]);
    const lists = await on.page.evaluate(() => window.answers.slice(-2).map(({ memberships }) => memberships.data));
    assert.deepEqual(lists[0], lists[1]);
  });

  test(`React ${version}: with another Clerk object everything begins anew`, async () => {
    const on = await openOrganization({ memberships: { pageSize: 1 }, invitations: true });
    await change(on, () => window.answer.memberships.fetchNext());
    const asked = await change(on, () => {
      window.provide({ clerk: new window.Clerk(document.documentElement.dataset.key) });
    });
    assert.deepEqual(asked.sort(), [ARRIVAL, INVITATIONS, MEMBERS]);
    const [first, page] = await on.page.evaluate(() => [window.answers[0].isLoaded, window.answer.memberships.page]);
    assert.deepEqual([first, page], [false, 1]);
    const invited = await change(on, () =>
      window.answer.organization.inviteMember({ emailAddress: "olga@reed.test", role: "basic_member" }),
    );
    assert.deepEqual(invited, ["POST /v1/organizations/org/invitations", INVITATIONS]);
    assert.deepEqual(await invitees(on.page), ["olga@reed.test"]);
  });

  test(`React ${version}: lists that are not in this package are there, empty, and say so`, async () => {
    const { page } = await openOrganization();
    const shapes = () =>
      page.evaluate(() =>
        ["domains", "membershipRequests", "userSuggestions"].map((name) => {
          const list = window.answer[name];
          return list && [list.data, list.count, list.isLoading, list.hasNextPage, Object.keys(list).length];
        }),
      );
    const empty = [[], 0, false, false, 15];
    assert.deepEqual(await shapes(), [empty, empty, undefined]);
    stage.expected = (complaint) => complaint.includes("There is no list of domains in clerk-wasm");
    await page.evaluate(() => window.ask({ memberships: true, domains: { infinite: true } }));
    await page.waitForFunction(() => window.answer.invitations.data.length === 0);
    assert.deepEqual(await shapes(), [empty, empty, undefined]);
    await open(page, "useOrganizationList", { userMemberships: true });
    await page.waitForFunction(() => window.answer.isLoaded);
    assert.deepEqual(await shapes(), [undefined, undefined, empty]);
    assert.ok(stage.complaints.some(stage.expected), "nobody was told");
  });

  test(`React ${version}: useOrganizationList creates, lists and accepts`, async () => {
    const ada = await stage.user("ada");
    await ada.evaluate(async () => {
      const { id } = await window.Clerk.createOrganization({ name: "Night Herons" });
      const organization = await window.Clerk.getOrganization(id);
      await organization.inviteMember({ emailAddress: "linus@heron.test", role: "basic_member" });
    });
    const page = await stage.user("linus");
    const requests = await open(page, "useOrganizationList", { userMemberships: true, userInvitations: true });
    const on = { page, requests };
    await page.waitForFunction(() => window.answer.userInvitations.count === 1);
    assert.deepEqual((await settled(page, requests)).sort(), [ARRIVAL, "GET /v1/me/organization_invitations", MINE]);
    const accepted = await change(on, () => window.answer.userInvitations.data[0].accept());
    assert.deepEqual(accepted.sort(), [
      "GET /v1/me/organization_invitations",
      MINE,
      "POST /v1/me/organization_invitations/orginv/accept",
    ]);
    const names = () =>
      page.evaluate(() => window.answer.userMemberships.data.map(({ organization }) => organization.name));
    assert.deepEqual(await names(), ["Night Herons"]);
    const created = await change(on, () => window.answer.createOrganization({ name: "Grey Herons" }));
    assert.deepEqual(created, ["POST /v1/organizations", MINE]);
    assert.deepEqual(await names(), ["Grey Herons", "Night Herons"]);
    await page.evaluate(() =>
      window.answer.setActive({ organization: window.answer.userMemberships.data[0].organization }),
    );
    await open(page, "useOrganization");
    assert.equal(await page.evaluate(() => window.answer.organization.name), "Grey Herons");
  });

  test(`React ${version}: unmounting during a request leaves nothing behind`, async () => {
    const { page, requests } = await openOrganization();
    await settled(page, requests);
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    await page.route("**/memberships?*", async (route) => {
      await held;
      await route.continue();
    });
    await page.evaluate(() => void window.answer.memberships.revalidate());
    await page.waitForFunction(() => window.answer.memberships.isFetching);
    await page.evaluate(() => window.setOn(false));
    await page.getByText("off").waitFor();
    const renders = await page.evaluate(() => window.answers.length);
    release();
    assert.deepEqual(await settled(page, requests), [MEMBERS]);
    assert.equal(await page.evaluate(() => window.answers.length), renders);
    await page.evaluate(() => window.setOn(true));
    await page.getByText("loaded").waitFor();
    assert.deepEqual(await settled(page, requests), [], "what came meanwhile is used");
  });

  test(`React ${version}: lists that are old are fetched again when the page is looked at again`, async () => {
    const page = await stage.user("ada");
    await page.clock.install();
    const requests = await open(page, "useOrganizationList", { userMemberships: true });
    await page.waitForFunction(() => window.answer.userMemberships?.count === 1);
    const lookAgain = () => page.evaluate(() => void window.dispatchEvent(new Event("visibilitychange")));
    await settled(page, requests);
    await lookAgain();
    assert.deepEqual(await settled(page, requests), [], "it is still fresh");
    await page.clock.fastForward(61_000);
    assert.deepEqual(await settled(page, requests), [], "nobody has come back");
    await lookAgain();
    assert.deepEqual(await settled(page, requests), [MINE]);
    await page.clock.fastForward(61_000);
    await page.evaluate(() => window.setOn(false));
    await page.getByText("off").waitFor();
    await lookAgain();
    assert.deepEqual(await settled(page, requests), [], "the list is off the screen");
  });
}
