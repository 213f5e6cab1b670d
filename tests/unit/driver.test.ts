// Who shares a request, in which session it is made, and what ends it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { client, failure, page, refusal, serve, session, until } from "./scene.js";

const MINE = "/v1/me/organization_memberships";
const member = (id: string) => ({ object: "organization_membership", id, role: "admin" });

test("who reads the same at the same time shares one request", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  const [one, other] = await Promise.all([clerk.getOrganizationMemberships(), clerk.getOrganizationMemberships()]);
  assert.equal(server.count(MINE), 1);
  assert.notEqual(one, other, "nobody gets what another one may change");
  await clerk.getOrganizationMemberships({ pageSize: 2 });
  await clerk.getOrganizationMemberships({ pageSize: 3 });
  assert.equal(server.count(MINE), 3);
});

test("a session is never handed another session's list", async () => {
  const server = await serve(client(session("sess_1", "user_1"), session("sess_2", "user_2")));
  const clerk = server.clerk();
  await clerk.load();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.answer = async ({ path, query }) => {
    if (path !== MINE) return undefined;
    const asked = query.get("_clerk_session_id") ?? "";
    if (asked === "sess_1") await held;
    return [200, page(member(`mem_of_${asked}`))];
  };
  const before = clerk.getOrganizationMemberships();
  await until(() => server.count(MINE) === 1);
  await clerk.setActive({ session: "sess_2" });
  const after = clerk.getOrganizationMemberships();
  assert.equal((await after)[0]?.id, "mem_of_sess_2");
  release();
  assert.equal((await before)[0]?.id, "mem_of_sess_1", "who asked in the first session gets its list");
});

test("all pages of a list are asked for in the session in which it was begun", async () => {
  const server = await serve(client(session("sess_1", "user_1"), session("sess_2", "user_2")));
  const clerk = server.clerk();
  await clerk.load();
  const sessions: (string | null)[] = [];
  server.answer = async ({ path, query }) => {
    if (path !== MINE) return undefined;
    sessions.push(query.get("_clerk_session_id"));
    if (sessions.length === 1) await clerk.setActive({ session: "sess_2" });
    return [200, { response: { data: [member(`mem_${sessions.length}`)], total_count: 2 } }];
  };
  assert.equal((await clerk.getOrganizationMemberships()).length, 2);
  assert.deepEqual(sessions, ["sess_1", "sess_1"]);
});

test("what changes something ends the sharing, when it begins and when it ends", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  const lists = [clerk.getOrganizationMemberships()];
  const created = clerk.createOrganization({ name: "Night Herons" });
  lists.push(clerk.getOrganizationMemberships());
  await created;
  lists.push(clerk.getOrganizationMemberships());
  await Promise.all(lists);
  assert.ok(server.count(MINE) >= 2, `${server.count(MINE)} requests`);
});

test("five calls that are refused make one development browser", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  server.answer = ({ path, query }) => {
    const isUnknown = query.get("__clerk_db_jwt") === "dvb_kept" && path !== "/v1/dev_browser";
    return isUnknown ? [401, refusal("dev_browser_unauthenticated")] : undefined;
  };
  const calls = [1, 2, 3, 4, 5].map((pageSize) => failure(clerk.getOrganizationMemberships({ pageSize })));
  for (const error of await Promise.all(calls)) assert.equal(error.status, 401);
  assert.equal(server.count("/v1/dev_browser"), 1);
  assert.equal(clerk.session, null, "a new browser is nobody's");
});

test("a signal is heard while the load is under way, by every call", async () => {
  const server = await serve();
  server.answer = () => new Promise(() => {});
  const clerk = server.clerk();
  const waiting = (call: (signal: AbortSignal) => Promise<unknown>) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    return failure(call(controller.signal));
  };
  const errors = await Promise.all([
    waiting((signal) => clerk.load({ signal })),
    waiting((signal) => clerk.getOrganizationMemberships({ signal })),
    waiting((signal) => clerk.getOrganization("org_1", { signal })),
    waiting((signal) => clerk.setActive({ organization: null, signal })),
    waiting((signal) => clerk.signOut({ signal })),
  ]);
  for (const { code, name } of errors) assert.deepEqual([code, name], ["aborted", "AbortError"]);
  clerk.dispose();
});

test("a signal ends what a loaded Clerk waits for", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  server.answer = () => new Promise(() => {});
  const controller = new AbortController();
  const { signal } = controller;
  const errors = [
    clerk.setActive({ organization: "org_1", signal }),
    clerk.signOut({ signal }),
    clerk.session?.getToken({ skipCache: true, signal }) ?? Promise.resolve(),
    clerk.createOrganization({ name: "A", signal }),
  ].map(failure);
  await until(() => server.seen.length >= 5);
  controller.abort("the user left");
  for (const { code } of await Promise.all(errors)) assert.equal(code, "aborted");
});

test("a signal that is none is refused", async () => {
  const server = await serve();
  const clerk = server.clerk();
  // @ts-expect-error no signal
  const error = await failure(clerk.getOrganization("org_1", { signal: {} }));
  assert.deepEqual([error.code, error.field], ["invalid_params", "signal"]);
});
