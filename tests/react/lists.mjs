/** The hooks that list, on a real page, in StrictMode, in one version of React. */

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

  test(`React ${version}: useOrganization asks for each list once, and then for nothing`, async () => {
    const { page, requests } = await openOrganization();
    assert.deepEqual((await settled(page, requests)).sort(), [ARRIVAL, INVITATIONS, MEMBERS]);
    assert.deepEqual(await members(page), ["ada@heron.test admin", "grace@heron.test basic_member"]);
    assert.equal(await page.evaluate(() => window.answer.membership.role), "admin");
    await page.waitForTimeout(10_000);
    assert.deepEqual(requests.take(), []);
  });

  test(`React ${version}: lists refresh by themselves, once, without a flash`, async () => {
    const on = await openOrganization();
    const { page } = on;
    const steps = [
      [
        () => window.answer.organization.inviteMember({ emailAddress: "olga@reed.test", role: "basic_member" }),
        ["POST /v1/organizations/org/invitations", INVITATIONS],
      ],
      [
        () => window.answer.organization.inviteMembers({ emailAddresses: ["otto@reed.test"], role: "basic_member" }),
        ["POST /v1/organizations/org/invitations/bulk", INVITATIONS],
      ],
      [
        () => window.answer.invitations.data.find(({ emailAddress }) => emailAddress === "olga@reed.test").revoke(),
        ["POST /v1/organizations/org/invitations/orginv/revoke", INVITATIONS],
      ],
      [
        () =>
          window.answer.memberships.data
            .find(({ identifier }) => identifier === "grace@heron.test")
            .update({ role: "admin" }),
        ["PATCH /v1/organizations/org/memberships/user", MEMBERS],
      ],
    ];
    for (const [call, expected] of steps) {
      assert.deepEqual(await change(on, call), expected);
      assert.equal(await flashed(page, "memberships"), false, String(call));
    }
    assert.deepEqual(await invitees(page), ["otto@reed.test"]);
    assert.deepEqual(await members(page), ["ada@heron.test admin", "grace@heron.test admin"]);
    const asked = await change(on, () =>
      window.answer.organization.removeMember(
        window.answer.memberships.data.find(({ identifier }) => identifier === "grace@heron.test").userId,
      ),
    );
    assert.deepEqual(asked, ["DELETE /v1/organizations/org/memberships/user", MEMBERS]);
    assert.deepEqual(await members(page), ["ada@heron.test admin"]);
  });

  test(`React ${version}: revalidate after a change asks once all the same`, async () => {
    const on = await openOrganization();
    const asked = await change(on, async () => {
      const { organization, invitations } = window.answer;
      await organization.inviteMember({ emailAddress: "olga@reed.test", role: "basic_member" });
      await invitations.revalidate();
    });
    assert.deepEqual(asked, ["POST /v1/organizations/org/invitations", INVITATIONS]);
    assert.deepEqual(await invitees(on.page), ["olga@reed.test"]);
  });

  test(`React ${version}: one's own role changes everywhere at once`, async () => {
    const on = await openOrganization();
    await change(on, () =>
      window.answer.memberships.data
        .find(({ identifier }) => identifier === "grace@heron.test")
        .update({ role: "admin" }),
    );
    await change(on, () => window.answer.membership.update({ role: "basic_member" }));
    const roles = await on.page.evaluate(() => [
      window.answer.membership.role,
      window.answer.organization.role,
      window.answer.memberships.data.find(({ identifier }) => identifier === "ada@heron.test").role,
    ]);
    assert.deepEqual(roles, ["basic_member", "basic_member", "basic_member"]);
  });

  test(`React ${version}: an organization that is gone takes its lists along`, async () => {
    const on = await openOrganization();
    const asked = await change(on, () => window.answer.organization.destroy());
    assert.deepEqual(asked, ["DELETE /v1/organizations/org"]);
    assert.deepEqual(
      await on.page.evaluate(() => [window.answer.organization, window.answer.memberships, window.answer.invitations]),
      [null, null, null],
    );
  });

  test(`React ${version}: pages follow each other`, async () => {
    const on = await openOrganization({ memberships: { pageSize: 1, keepPreviousData: true } });
    const { page } = on;
    const state = () =>
      page.evaluate(() => {
        const { data, count, page, pageCount, hasNextPage, hasPreviousPage } = window.answer.memberships;
        return [data.length, count, page, pageCount, hasNextPage, hasPreviousPage];
      });
    assert.deepEqual(await state(), [1, 2, 1, 2, true, false]);
    assert.deepEqual(await change(on, () => window.answer.memberships.fetchNext()), [MEMBERS]);
    assert.deepEqual(await state(), [1, 2, 2, 2, false, true]);
    assert.equal(await flashed(page, "memberships"), false);
    assert.deepEqual(await change(on, () => window.answer.memberships.fetchPrevious()), [], "it is still fresh");
    assert.deepEqual(await state(), [1, 2, 1, 2, true, false]);
    await change(on, () => window.answer.memberships.fetchPage(2));
    assert.deepEqual(await state(), [1, 2, 2, 2, false, true]);
  });

  test(`React ${version}: pages add up`, async () => {
    const on = await openOrganization({ memberships: { pageSize: 1, infinite: true } });
    const { page } = on;
    const state = () =>
      page.evaluate(() => {
        const { data, count, page, hasNextPage } = window.answer.memberships;
        return [data.map(({ identifier }) => identifier), count, page, hasNextPage];
      });
    assert.deepEqual((await state()).slice(1), [2, 1, true]);
    assert.deepEqual(await change(on, () => window.answer.memberships.fetchNext()), [MEMBERS]);
    const [all, ...rest] = await state();
    assert.deepEqual([all.sort(), ...rest], [["ada@heron.test", "grace@heron.test"], 2, 2, false]);
    const asked = await change(on, () =>
      window.answer.memberships.data
        .find(({ identifier }) => identifier === "grace@heron.test")
        .update({ role: "admin" }),
    );
    assert.deepEqual(asked, ["PATCH /v1/organizations/org/memberships/user", MEMBERS, MEMBERS]);
    assert.equal((await members(page)).length, 2);
  });

  test(`React ${version}: filters travel`, async () => {
    const { page } = await openOrganization({ memberships: { role: ["basic_member"] } });
    assert.deepEqual(await members(page), ["grace@heron.test basic_member"]);
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

  test(`React ${version}: other filters keep a growing list too`, async () => {
    const on = await openOrganization({ memberships: { infinite: true, keepPreviousData: true } });
    await change(on, () =>
      window.ask({ memberships: { infinite: true, keepPreviousData: true, role: ["basic_member"] } }),
    );
    assert.deepEqual(await members(on.page), ["grace@heron.test basic_member"]);
    assert.equal(await flashed(on.page, "memberships"), false);
  });

  test(`React ${version}: pages may begin later`, async () => {
    const on = await openOrganization({ memberships: { initialPage: 2, pageSize: 1 } });
    const state = () =>
      on.page.evaluate(() => {
        const { data, count, page, pageCount, hasNextPage, hasPreviousPage } = window.answer.memberships;
        return [data.length, count, page, pageCount, hasNextPage, hasPreviousPage];
      });
    assert.deepEqual(await state(), [1, 2, 2, 1, false, false]);
    await change(on, () => window.answer.memberships.fetchPage(3));
    assert.deepEqual(await state(), [0, 2, 3, 1, false, true]);
    await open(on.page, "useOrganization", { memberships: { initialPage: 9, pageSize: 1 } });
    await on.page.waitForFunction(() => window.answer.memberships.count === 2);
    assert.deepEqual(await state(), [0, 2, 9, 0, false, false]);
  });

  test(`React ${version}: what is asked for may change`, async () => {
    const on = await openOrganization({ memberships: true, invitations: false });
    assert.deepEqual((await settled(on.page, on.requests)).sort(), [ARRIVAL, MEMBERS]);
    assert.deepEqual(await on.page.evaluate(() => window.answer.invitations.data), []);
    await on.page.evaluate(() =>
      window.answer.organization.inviteMembers({ emailAddresses: ["olga@reed.test"], role: "admin" }),
    );
    await on.page.evaluate(async () => (await window.answer.organization.getPendingInvitations())[0].revoke());
    const asked = await change(on, () => window.ask({ memberships: null, invitations: { status: undefined } }));
    assert.deepEqual(asked, [INVITATIONS]);
    assert.deepEqual(await invitees(on.page), [], "pending ones, as when nothing is said");
    await change(on, () => window.ask({ invitations: { status: ["revoked"] } }));
    assert.deepEqual(await invitees(on.page), ["olga@reed.test"]);
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

  test(`React ${version}: a change during the first request is not missed`, async () => {
    const { page } = await openOrganization({ memberships: true });
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    await page.route(
      "**/invitations?*",
      async (route) => {
        const response = await route.fetch(); // Before the change.
        await held;
        await route.fulfill({ response });
      },
      { times: 1 },
    );
    await page.evaluate(() => window.ask({ invitations: true }));
    await page.waitForFunction(() => window.answer.invitations.isLoading);
    await page.evaluate(async () => {
      window.answers = [];
      await window.answer.organization.inviteMember({ emailAddress: "olga@reed.test", role: "basic_member" });
    });
    release();
    await page.waitForFunction(() => window.answer.invitations.count === 1);
    assert.equal(
      await page.evaluate(() =>
        window.answers.some(({ invitations: { isLoading, data } }) => !isLoading && data.length === 0),
      ),
      false,
      "an empty list that nobody has answered",
    );
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

  test(`React ${version}: setData shows something else until the next answer`, async () => {
    const on = await openOrganization();
    await change(on, () => window.answer.memberships.setData((page) => ({ ...page, data: page.data.slice(0, 1) })));
    assert.equal((await members(on.page)).length, 1);
    await change(on, () => window.answer.memberships.setData(undefined));
    assert.equal((await members(on.page)).length, 1, "that is nothing else");
    assert.deepEqual(await change(on, () => window.answer.memberships.revalidate()), [MEMBERS]);
    assert.equal((await members(on.page)).length, 2);
    await change(on, () => window.ask({ memberships: { infinite: true } }));
    await change(on, () => window.answer.memberships.setData(undefined));
    assert.equal((await members(on.page)).length, 2);
    await change(on, () => window.answer.memberships.setData((pages) => [{ ...pages[0], data: [] }]));
    assert.equal((await members(on.page)).length, 0);
  });

  test(`React ${version}: a list that is refused says why`, async () => {
    const page = await stage.user("grace");
    await page.evaluate(async () => {
      const [membership] = await window.Clerk.getOrganizationMemberships();
      await window.Clerk.setActive({ organization: membership.organization.id });
    });
    await open(page, "useOrganization", { invitations: true });
    await page.waitForFunction(() => window.answer.invitations.isError);
    const [status, code, isLoading] = await page.evaluate(() => {
      const { error, isLoading } = window.answer.invitations;
      return [error.status, error.errors[0].code, isLoading];
    });
    assert.deepEqual([status, isLoading], [403, false]);
    assert.ok(code);
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
}
