/** Pages, filters, and what an app shows in their place. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { flashed, INVITATIONS, MEMBERS } from "./scene.mjs";

/** Adds the tests. */
export function testPages({ member, openList, watch, change, settled }) {
  /** Opens a list of Ada's, and waits until it has been fetched. */
  async function open(name, asked) {
    const clerk = await member();
    const watched = watch(clerk, name, asked);
    await settled();
    return { clerk, watched, list: watched.list };
  }

  const people = (list) =>
    list
      .snapshot()
      .data.map(({ identifier, role }) => `${identifier} ${role}`)
      .sort();

  const state = (list) => {
    const { data, count, page, pageCount, hasNextPage, hasPreviousPage } = list.snapshot();
    return [data.length, count, page, pageCount, hasNextPage, hasPreviousPage];
  };

  test("pages follow each other", async () => {
    const { list, watched } = await open("memberships", { pageSize: 1, keepPreviousData: true });
    assert.deepEqual(state(list), [1, 2, 1, 2, true, false]);
    assert.deepEqual(await change(list.fetchNext, watched), [MEMBERS]);
    assert.deepEqual(state(list), [1, 2, 2, 2, false, true]);
    assert.equal(flashed(watched), false);
    assert.deepEqual(await change(list.fetchPrevious), [], "it is still fresh");
    assert.deepEqual(state(list), [1, 2, 1, 2, true, false]);
    await change(() => list.fetchPage(2));
    assert.deepEqual(state(list), [1, 2, 2, 2, false, true]);
    await change(() => list.fetchPage(-3));
    assert.equal(list.snapshot().page, 1);
  });

  test("pages add up", async () => {
    const { list, clerk } = await open("memberships", { pageSize: 1, infinite: true });
    const all = () => list.snapshot().data.map(({ identifier }) => identifier);
    const rest = () => {
      const { count, page, hasNextPage } = list.snapshot();
      return [count, page, hasNextPage];
    };
    assert.deepEqual(rest(), [2, 1, true]);
    assert.deepEqual(await change(list.fetchNext), [MEMBERS]);
    assert.deepEqual([all().sort(), ...rest()], [["ada@heron.test", "grace@heron.test"], 2, 2, false]);
    const grace = list.snapshot().data.find(({ identifier }) => identifier === "grace@heron.test");
    const asked = await change(() => grace.update({ role: "admin" }));
    assert.deepEqual(asked, ["PATCH /v1/organizations/org/memberships/user", MEMBERS, MEMBERS]);
    assert.equal(all().length, 2);
    assert.deepEqual(await change(list.fetchPrevious), [], "pages are only added");
    await change(() => clerk.setActive({ organization: null }));
    assert.deepEqual(await change(list.fetchNext), [], "there is nothing to ask");
  });

  test("filters travel", async () => {
    const { list } = await open("memberships", { role: ["basic_member"] });
    assert.deepEqual(people(list), ["grace@heron.test basic_member"]);
  });

  test("other filters begin at the first page", async () => {
    const { list, watched } = await open("memberships", { pageSize: 1, keepPreviousData: true });
    await change(list.fetchNext);
    const before = list.snapshot();
    const grace = { pageSize: 1, keepPreviousData: true, query: "grace" };
    assert.deepEqual(list.snapshot(grace).data, before.data, "what was there stays until then");
    assert.equal(list.snapshot(grace).page, 1);
    assert.equal(list.snapshot().page, 2, "it was not asked for");
    assert.deepEqual(await change(() => list.ask(grace), watched), [MEMBERS]);
    assert.equal(list.snapshot().page, 1);
    assert.deepEqual(people(list), ["grace@heron.test basic_member"]);
    assert.equal(flashed(watched), false, "what was there stays until then");
    const { snapshots } = watched;
    const same = await change(() => list.ask({ query: "grace", keepPreviousData: true, pageSize: 1 }));
    assert.deepEqual(same, [], "those are no others");
    assert.equal(list.snapshot(), snapshots.at(-1));
  });

  test("without keepPreviousData other filters begin with nothing", async () => {
    const { list } = await open("memberships", {});
    list.ask({ query: "grace" });
    const { data, isLoading } = list.snapshot();
    assert.deepEqual([data, isLoading], [[], true]);
  });

  test("other filters keep a growing list too", async () => {
    const { list, watched } = await open("memberships", { infinite: true, keepPreviousData: true });
    await change(() => list.ask({ infinite: true, keepPreviousData: true, role: ["basic_member"] }), watched);
    assert.deepEqual(people(list), ["grace@heron.test basic_member"]);
    assert.equal(flashed(watched), false);
  });

  test("pages may begin later", async () => {
    const { list, clerk } = await open("memberships", { initialPage: 2, pageSize: 1 });
    assert.deepEqual(state(list), [1, 2, 2, 1, false, false]);
    await change(() => list.fetchPage(3));
    assert.deepEqual(state(list), [0, 2, 3, 1, false, true]);
    const late = watch(clerk, "memberships", { initialPage: 9, pageSize: 1 });
    await settled();
    assert.deepEqual(state(late.list), [0, 2, 9, 0, false, false]);
  });

  test("what is asked for may change", async () => {
    const { clerk, list: memberships } = await open("memberships", true);
    const { list: invitations } = watch(clerk, "invitations", false);
    const invitees = () => invitations.snapshot().data.map(({ emailAddress }) => emailAddress);
    assert.deepEqual(await settled(), []);
    assert.deepEqual(invitees(), []);
    await clerk.organization.inviteMembers({ emailAddresses: ["olga@reed.test"], role: "admin" });
    const [pending] = await clerk.organization.getPendingInvitations();
    await pending.revoke();
    const asked = await change(() => {
      memberships.ask(null);
      invitations.ask({ status: undefined });
    });
    assert.deepEqual(asked, [INVITATIONS]);
    assert.deepEqual(invitees(), [], "pending ones, as when nothing is said");
    await change(() => invitations.ask({ status: ["revoked"] }));
    assert.deepEqual(invitees(), ["olga@reed.test"]);
    assert.equal(memberships.snapshot().isFetching, false);
  });

  test("setData shows something else until the next answer", async () => {
    const { list } = await open("memberships", true);
    await change(() => list.setData((page) => ({ ...page, data: page.data.slice(0, 1) })));
    assert.equal(people(list).length, 1);
    await change(() => list.setData(undefined));
    assert.equal(people(list).length, 1, "that is nothing else");
    assert.deepEqual(await change(list.revalidate), [MEMBERS]);
    assert.equal(people(list).length, 2);
    await change(() => list.ask({ infinite: true }));
    await change(() => list.setData(undefined));
    assert.equal(people(list).length, 2);
    await change(() => list.setData((pages) => [{ ...pages[0], data: [] }]));
    assert.equal(people(list).length, 0);
  });

  test("a snapshot is the same object until something changes", async () => {
    const { list, watched } = await open("memberships", true);
    assert.equal(list.snapshot(), list.snapshot());
    assert.equal(new Set(watched.snapshots).size, watched.snapshots.length, "nobody is told of nothing");
  });

  test("who reads a snapshot first keeps nobody else from hearing of it", async () => {
    const clerk = await member();
    const list = openList(clerk, "memberships");
    const read = [];
    clerk.addListener(() => read.push(list.snapshot().count));
    let told = 0;
    const close = list.subscribe(() => {
      told = list.snapshot().count;
    });
    await settled();
    assert.equal(told, 2);
    await clerk.setActive({ organization: null });
    assert.deepEqual([read.at(-1), told], [0, 0]);
    close();
  });
}
