// Whatever `fetch` does: an answer, or an error with a code. The wasm never traps, and no call hangs.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { client, failure, page, refusal, serve, session } from "./scene.js";

const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
});

for (const [name, reason] of Object.entries({
  text: "down",
  nothing: undefined,
  object: { code: 7 },
  symbol: Symbol("x"),
})) {
  test(`fetch rejects with no Error, but with a ${name}`, async () => {
    const server = await serve();
    const clerk = server.clerk();
    await clerk.load();
    globalThis.fetch = () => Promise.reject(reason);
    const error = await failure(clerk.createOrganization({ name: "A" }));
    assert.equal(error.code, "network_error");
    globalThis.fetch = fetch;
    assert.equal((await clerk.getOrganizationMemberships()).length, 0, "the Clerk goes on working");
  });
}

test("fetch throws at once", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  globalThis.fetch = () => {
    throw "blocked";
  };
  assert.equal((await failure(clerk.createOrganization({ name: "A" }))).code, "network_error");
});

/** What tests of apps put in the place of fetch. */
const double = (status: number, body: unknown) => {
  globalThis.fetch = (async () => ({ ok: status < 300, status, json: async () => body })) as never;
};

test("a test double is an answer", async () => {
  const server = await serve();
  const clerk = server.clerk();
  double(200, { response: client(session("sess_9", "user_9")), client: null });
  await clerk.load();
  assert.equal(clerk.user?.id, "user_9");
  double(200, page({ object: "organization_membership", id: "mem_1" }));
  assert.equal((await clerk.getOrganizationMemberships())[0]?.id, "mem_1");
  double(422, refusal("form_param_missing"));
  const error = await failure(clerk.createOrganization({ name: "A" }));
  assert.deepEqual([error.code, error.status], ["api_response_error", 422]);
});

test("a test double that is no answer at all is an error", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  for (const nothing of [undefined, null, 7, {}]) {
    globalThis.fetch = (async () => nothing) as never;
    const { code } = await failure(clerk.createOrganization({ name: "A" }));
    assert.match(String(code), /^(network_error|unexpected_response)$/, String(nothing));
  }
});

test("answers that are like no answer have a code", async () => {
  const server = await serve();
  const clerk = server.clerk();
  await clerk.load();
  const labs = clerk.user?.organizationMemberships[0]?.organization;
  assert.ok(labs);
  server.answer = () => [200, page(null, 5, { object: "role", id: "role_1", permissions: 5 })];
  const error = await failure(labs.getRoles());
  assert.equal(error.code, "unexpected_response");
  server.answer = () => [200, page(null, 5, { object: "organization_membership", id: "mem_1" })];
  const members = await labs.getMemberships();
  assert.deepEqual(
    members.map(({ id }) => id),
    ["mem_1"],
    "what is no object is passed over",
  );
  for (const errors of [[null], [{}], "none", []]) {
    server.answer = () => [400, { errors }];
    const { code, status } = await failure(labs.getMemberships());
    assert.deepEqual([code, status], ["api_response_error", 400], JSON.stringify(errors));
  }
});
