/** Lists refresh by themselves after every call that changes them, and only then. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { flashed, INVITATIONS, MEMBERS, MINE, MY_INVITATIONS, signIn, untilCount } from "./scene.mjs";

/** Adds the tests. */
export function testRefresh({ clerk: makeClerk, user, member, openList, watch, change, settled, hold }) {
  const people = ({ list }) =>
    list
      .snapshot()
      .data.map(({ identifier, role }) => `${identifier} ${role}`)
      .sort();
  const invitees = ({ list }) => list.snapshot().data.map(({ emailAddress }) => emailAddress);
  const find = ({ list }, person) => {
    const found = list.snapshot().data.find(({ identifier }) => identifier === `${person}@heron.test`);
    assert.ok(found, `${person} is not in the list`);
    return found;
  };

  test("each list is asked for once", async () => {
    const clerk = await member();
    const memberships = watch(clerk, "memberships");
    assert.equal(memberships.snapshots[0].isLoading, true);
    watch(clerk, "invitations");
    assert.deepEqual((await settled()).sort(), [INVITATIONS, MEMBERS]);
    assert.deepEqual(people(memberships), ["ada@heron.test admin", "grace@heron.test basic_member"]);
  });

  test("a list that nobody has subscribed to asks for nothing, and neither does one that is not asked for", async () => {
    const clerk = await member();
    const open = openList(clerk, "memberships");
    const closed = watch(clerk, "memberships", false);
    assert.deepEqual(await settled(), []);
    assert.deepEqual([open.snapshot().isLoading, closed.list.snapshot().isLoading], [true, false]);
  });

  test("lists refresh by themselves, once, without a flash", async () => {
    const clerk = await member();
    const memberships = watch(clerk, "memberships");
    const invitations = watch(clerk, "invitations");
    const { organization } = clerk;
    const steps = [
      [
        () => organization.inviteMember({ emailAddress: "olga@reed.test", role: "basic_member" }),
        ["POST /v1/organizations/org/invitations", INVITATIONS],
      ],
      [
        () => organization.inviteMembers({ emailAddresses: ["otto@reed.test"], role: "basic_member" }),
        ["POST /v1/organizations/org/invitations/bulk", INVITATIONS],
      ],
      [
        () =>
          invitations.list
            .snapshot()
            .data.find(({ emailAddress }) => emailAddress === "olga@reed.test")
            .revoke(),
        ["POST /v1/organizations/org/invitations/orginv/revoke", INVITATIONS],
      ],
      [
        () => find(memberships, "grace").update({ role: "admin" }),
        ["PATCH /v1/organizations/org/memberships/user", MEMBERS],
      ],
    ];
    for (const [call, expected] of steps) {
      assert.deepEqual(await change(call, memberships), expected);
      assert.equal(flashed(memberships), false, String(call));
    }
    assert.deepEqual(invitees(invitations), ["otto@reed.test"]);
    assert.deepEqual(people(memberships), ["ada@heron.test admin", "grace@heron.test admin"]);
    const asked = await change(() => organization.removeMember(find(memberships, "grace").userId));
    assert.deepEqual(asked, ["DELETE /v1/organizations/org/memberships/user", MEMBERS]);
    assert.deepEqual(people(memberships), ["ada@heron.test admin"]);
  });

  test("revalidate after a change asks once all the same", async () => {
    const clerk = await member();
    watch(clerk, "memberships");
    const invitations = watch(clerk, "invitations");
    const asked = await change(async () => {
      await clerk.organization.inviteMember({ emailAddress: "olga@reed.test", role: "basic_member" });
      await invitations.list.revalidate();
    });
    assert.deepEqual(asked, ["POST /v1/organizations/org/invitations", INVITATIONS]);
    assert.deepEqual(invitees(invitations), ["olga@reed.test"]);
  });

  test("one's own role changes everywhere at once", async () => {
    const clerk = await member();
    const memberships = watch(clerk, "memberships");
    await change(() => find(memberships, "grace").update({ role: "admin" }));
    await change(() => clerk.user.organizationMemberships[0].update({ role: "basic_member" }));
    const roles = [clerk.user.organizationMemberships[0].role, clerk.organization.role, find(memberships, "ada").role];
    assert.deepEqual(roles, ["basic_member", "basic_member", "basic_member"]);
  });

  test("an organization that is gone takes its lists along", async () => {
    const clerk = await member();
    const memberships = watch(clerk, "memberships");
    const invitations = watch(clerk, "invitations");
    const asked = await change(() => clerk.organization.destroy(), memberships);
    assert.deepEqual(asked, ["DELETE /v1/organizations/org"]);
    assert.equal(clerk.organization, null);
    assert.deepEqual([people(memberships), invitees(invitations)], [[], []]);
    assert.equal(
      memberships.snapshots.some(({ isFetching }) => isFetching),
      false,
    );
  });

  test("another organization has other lists", async () => {
    const clerk = await member();
    const memberships = watch(clerk, "memberships", { keepPreviousData: true });
    const mine = watch(clerk, "userMemberships");
    await settled();
    const first = clerk.organization.id;
    const { id } = await clerk.createOrganization({ name: "Night Herons" });
    const asked = await change(() => clerk.setActive({ organization: id }), memberships);
    assert.equal(asked.filter((name) => name === MEMBERS).length, 1);
    assert.deepEqual(people(memberships), ["ada@heron.test admin"]);
    assert.equal(
      memberships.snapshots.some(({ data }) => data.some(({ identifier }) => identifier === "grace@heron.test")),
      false,
      "nobody of the organization before is shown",
    );
    assert.equal(mine.list.snapshot().count, 2);
    const back = await change(() => clerk.setActive({ organization: first }));
    assert.equal(back.includes(MEMBERS), false, "those of before are still fresh");
    assert.deepEqual(people(memberships), ["ada@heron.test admin", "grace@heron.test basic_member"]);
  });

  test("lists that ask for the same share one request, and are told together", async () => {
    const clerk = await member();
    const lists = [watch(clerk, "memberships"), watch(clerk, "memberships", { pageSize: 10 })];
    assert.deepEqual(await settled(), [MEMBERS]);
    const { userId } = find(lists[0], "grace");
    const asked = await change(() => clerk.organization.updateMember({ userId, role: "admin" }));
    assert.deepEqual(asked, ["PATCH /v1/organizations/org/memberships/user", MEMBERS]);
    assert.deepEqual(people(lists[0]), ["ada@heron.test admin", "grace@heron.test admin"]);
    assert.deepEqual(lists[0].list.snapshot().data, lists[1].list.snapshot().data);
  });

  test("a change during the first request is not missed", { timeout: 30_000 }, async () => {
    const clerk = await member();
    const release = hold(INVITATIONS);
    const invitations = watch(clerk, "invitations");
    await clerk.organization.inviteMember({ emailAddress: "olga@reed.test", role: "basic_member" });
    await untilCount(invitations, 1);
    release(); // Now the answer to the first request arrives, after the second.
    assert.deepEqual(await settled(), [INVITATIONS, "POST /v1/organizations/org/invitations", INVITATIONS]);
    assert.deepEqual(invitees(invitations), ["olga@reed.test"]);
    assert.equal(
      invitations.snapshots.some(({ isLoading, data }) => !isLoading && data.length === 0),
      false,
      "an empty list that nobody has answered",
    );
  });

  test("a list that is closed during a request says nothing more, and what came meanwhile is used", async () => {
    const clerk = await member();
    const { list } = watch(clerk, "invitations");
    let calls = 0;
    const release = hold(MEMBERS);
    const memberships = watch(clerk, "memberships");
    const count = () => {
      calls += 1;
    };
    const close = memberships.list.subscribe(count);
    const other = watch(clerk, "memberships");
    calls = 0;
    close();
    release();
    assert.deepEqual((await settled()).sort(), [INVITATIONS, MEMBERS]);
    assert.equal(calls, 0);
    assert.equal(other.list.snapshot().count, 2);
    assert.deepEqual(await change(() => list.ask(false)), []);
    await clerk.organization.inviteMember({ emailAddress: "olga@reed.test", role: "basic_member" });
    assert.deepEqual(await change(() => {}), [], "nobody looks at the invitations");
    assert.deepEqual(await change(() => list.ask(true)), [INVITATIONS], "they have changed meanwhile");
    assert.deepEqual(
      list.snapshot().data.map(({ emailAddress }) => emailAddress),
      ["olga@reed.test"],
    );
  });

  test("a list that is refused says why", async () => {
    const clerk = await member("grace");
    const { list } = watch(clerk, "invitations");
    await settled();
    const { error, isError, isLoading } = list.snapshot();
    assert.deepEqual([error.status, isError, isLoading], [403, true, false]);
    assert.ok(error.errors[0].code);
  });

  test("the user's organizations and invitations: create, list and accept", async () => {
    const ada = await user("ada");
    const { id } = await ada.createOrganization({ name: "Night Herons" });
    const organization = await ada.getOrganization(id);
    await organization.inviteMember({ emailAddress: "linus@heron.test", role: "basic_member" });
    const clerk = await user("linus");
    await settled();
    const mine = watch(clerk, "userMemberships");
    const invitations = watch(clerk, "userInvitations");
    assert.deepEqual((await settled()).sort(), [MY_INVITATIONS, MINE]);
    assert.equal(invitations.list.snapshot().count, 1);
    const accepted = await change(() => invitations.list.snapshot().data[0].accept());
    assert.deepEqual(accepted.sort(), [MY_INVITATIONS, MINE, "POST /v1/me/organization_invitations/orginv/accept"]);
    const names = () => mine.list.snapshot().data.map(({ organization }) => organization.name);
    assert.deepEqual(names(), ["Night Herons"]);
    assert.deepEqual(await change(() => clerk.createOrganization({ name: "Grey Herons" })), [
      "POST /v1/organizations",
      MINE,
    ]);
    assert.deepEqual(names(), ["Grey Herons", "Night Herons"]);
  });

  test("a list may be opened before the load, and nothing of a user stays when another one comes", async () => {
    const clerk = makeClerk();
    const memberships = watch(clerk, "userMemberships");
    assert.deepEqual(memberships.list.snapshot().isLoading, false, "nobody is there to ask for");
    await clerk.load();
    await signIn(clerk, "ada");
    await settled();
    assert.equal(memberships.list.snapshot().count, 1);
    await clerk.signOut();
    assert.deepEqual(memberships.list.snapshot().data, []);
    memberships.snapshots = [];
    await signIn(clerk, "linus");
    await settled();
    assert.deepEqual(memberships.list.snapshot().data, []);
    assert.equal(
      memberships.snapshots.some(({ count }) => count > 0),
      false,
    );
    await clerk.signOut();
    await settled();
    await signIn(clerk, "ada");
    assert.deepEqual(
      (await settled()).filter((name) => name === MINE),
      [MINE],
      "it was not kept",
    );
  });
}
