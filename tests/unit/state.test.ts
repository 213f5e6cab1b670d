// What keeps its identity, and what it costs to find out.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { createState } from "../../src/js/state.js";
import { client, organization, serve, session } from "./scene.js";

const make = () => {
  let built = 0;
  const build = (json: object, type: string, parts?: object) => {
    built += 1;
    const { id, status } = json as { id?: string; status?: string };
    return { ...parts, type, id, status };
  };
  const state = createState({ build, revive: (json, type = "") => build(json, type) });
  return { state, built: () => built };
};

test("a client that did not change is not built again, and nothing is stringified", () => {
  const { state, built } = make();
  const json = client(session("sess_1", "user_1"), session("sess_2", "user_2"));
  const first = state.update(json, "sess_1");
  const count = built();
  const stringify = mock.method(JSON, "stringify");
  const second = state.update(structuredClone(json), "sess_1");
  assert.equal(stringify.mock.callCount(), 0);
  stringify.mock.restore();
  assert.equal(built(), count);
  assert.equal(second.client, first.client);
  assert.equal(second.session, first.session);
  assert.equal(second.user, first.user);
});

test("what changed is another object, and so is what it stands in; the rest stays", () => {
  const { state } = make();
  const json = client(session("sess_1", "user_1"), session("sess_2", "user_2"));
  const before = state.update(json, "sess_1");
  const next = structuredClone(json);
  const changed = next.sessions[0];
  assert.ok(changed);
  changed.user.first_name = "Ida";
  const after = state.update(next, "sess_1");
  assert.notEqual(after.user, before.user);
  assert.notEqual(after.session, before.session);
  assert.notEqual(after.client, before.client);
  assert.equal(after.client.sessions[1], before.client.sessions[1]);
});

test("a client with holes is a client", () => {
  const { state } = make();
  const odd = { ...client(), sessions: [null, session("sess_1", "user_1")] };
  assert.equal(state.update(odd as never, "sess_1").session?.id, "sess_1");
  assert.equal(state.update(null, "").session, null);
  assert.equal(state.update({ sessions: 5 } as never, "").session, null);
});

test("the objects of one list share what is the same", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  const permissions = () => ["org:sys_memberships:read", "org:sys_memberships:manage"];
  const item = (id: string, role: string, own = permissions()) => ({
    object: "organization_membership",
    id,
    role,
    permissions: own,
    organization: organization("org_1"),
    public_user_data: { user_id: "user_1", identifier: "ada@heron.test" },
  });
  server.answer = () => {
    const data = [
      item("mem_1", "admin"),
      item("mem_2", "member", []),
      item("mem_3", "admin"),
      item("mem_4", "admin", ["x"]),
    ];
    return [200, { response: { data, total_count: 4 } }];
  };
  const [one, member, other, odd] = await clerk.getOrganizationMemberships();
  assert.ok(one && member && other && odd);
  assert.equal(one.permissions, other.permissions);
  assert.deepEqual([member.permissions, odd.permissions], [[], ["x"]], "the same role is no reason to mix them up");
  assert.equal(one.publicUserData, other.publicUserData);
  assert.equal(one.organization, other.organization);
  assert.equal(one.organization.getMembers, one.organization.getMemberships, "one closure serves both names");
  const [again] = await clerk.getOrganizationMemberships();
  assert.notEqual(again?.organization, one.organization, "another list has objects of its own");
});
