// Session tokens: which are kept, and for whom.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { client, serve, session } from "./scene.js";

const TOKENS = "/v1/client/sessions/sess_1/tokens";

test("the token that came with the session is used until shortly before its end", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  const first = await clerk.session?.getToken();
  assert.equal(first, clerk.session?.lastActiveToken?.getRawString());
  assert.equal(server.count(TOKENS), 0);
  const { now } = Date;
  const then = now() + 55_000;
  const clock = mock.method(Date, "now", () => then);
  await clerk.session?.getToken();
  clock.mock.restore();
  assert.equal(server.count(TOKENS), 1);
});

test("callers at the same time share one request, per organization and template", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  const { session } = clerk;
  assert.ok(session);
  const asked = [1, 2, 3].map(() => session.getToken({ organizationId: "org_1" }));
  const tokens = await Promise.all(asked);
  assert.equal(new Set(tokens).size, 1);
  assert.equal(server.count(TOKENS), 1);
  assert.equal(await session.getToken({ organizationId: "org_1" }), tokens[0], "it is kept");
  await session.getToken({ organizationId: "org_1", skipCache: true });
  assert.equal(server.count(TOKENS), 2);
  await session.getToken({ template: "backend" });
  assert.equal(server.count(`${TOKENS}/backend`), 1);
});

test("signing out leaves no token behind, not even one that was on its way", async () => {
  const known = client(session("sess_1", "user_1"));
  const server = await serve(known);
  const clerk = server.clerk();
  await clerk.load();
  const before = clerk.session;
  assert.ok(before);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.answer = async ({ path, query }) => {
    if (path === TOKENS) await held;
    if (query.get("_method") === "DELETE") return [200, { response: client(), client: null }];
    return undefined;
  };
  const running = before.getToken({ skipCache: true });
  await clerk.signOut();
  release();
  assert.equal(typeof (await running), "string", "who asked before gets what was asked for");
  assert.equal(await before.getToken(), null);
});

test("an answer without a token is unexpected", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  server.answer = () => [200, { object: "token" }];
  await assert.rejects(clerk.session?.getToken({ skipCache: true }) ?? Promise.resolve(), {
    code: "unexpected_response",
    status: 200,
  });
});
