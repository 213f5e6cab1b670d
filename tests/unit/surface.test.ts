// What the Clerk object looks like from outside, and how its arguments become text.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { write } from "../../src/js/arguments.js";
import { Clerk } from "../../src/js/clerk.js";
import { toError, unexpected } from "../../src/js/errors.js";

const key = `pk_test_${btoa("127.0.0.1:1$")}`;
// biome-ignore lint/suspicious/noExplicitAny: these methods stand in no declaration
const clerk: any = new Clerk(key);

/** What is said on the console meanwhile. */
const said = async (call: () => unknown) => {
  const warn = mock.method(console, "warn", () => {});
  const answer = await call();
  const messages = warn.mock.calls.map(({ arguments: [message] }) => message);
  warn.mock.restore();
  return { answer, messages };
};

test("methods of components are the same on each read, and of all Clerks", () => {
  for (const name of ["openSignIn", "mountUserButton", "redirectToSignIn", "buildSignInUrl", "closeGoogleOneTap"]) {
    assert.equal(typeof clerk[name], "function", name);
    assert.equal(clerk[name], clerk[name], name);
  }
});

test("a misspelt name is undefined", () => {
  for (const name of ["getOrganisation", "mountNothing", "openDoor", "redirectToNowhere", "close"]) {
    assert.equal(clerk[name], undefined, name);
    assert.equal(name in clerk, false, name);
  }
});

test("each says in one sentence what is not there", async () => {
  const shown = await said(() => clerk.openSignIn());
  assert.match(shown.messages.join(), /^<SignIn> shows nothing: clerk-wasm has no components\./);
  const redirected = await said(() => clerk.redirectToSignIn());
  assert.match(redirected.messages.join(), /^redirectToSignIn\(\) goes nowhere: clerk-wasm knows no such page\./);
  const address = await said(() => clerk.buildSignInUrl());
  assert.equal(address.answer, "");
  assert.match(address.messages.join(), /^buildSignInUrl\(\) answers an empty text/);
  assert.deepEqual((await said(() => clerk.closeSignIn())).messages, []);
});

test("arguments are two lines each, and no value can pass for another argument", () => {
  assert.equal(write({ name: "A B", slug: null, gone: undefined, limit: 5 }), "=name\nA B\n=slug\n\n=limit\n5\n");
  assert.equal(write({ role: ["a", "b"], none: [] }), "+role\na\n+role\nb\n");
  assert.equal(write({ unsafeMetadata: { a: [1] } }), '{unsafeMetadata\n{"a":[1]}\n');
  assert.equal(write({ name: "a\n=slug\nb\\n" }), "=name\na\\n=slug\\nb\\\\n\n");
  assert.equal(write({ "a\nb": 1 }), "=a\\nb\n1\n");
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  assert.equal(write({ a: () => 1, b: Symbol("b"), c: circle, d: [[1]] }), "!a\n\n!b\n\n!c\n\n!d\n\n");
});

test("a missing key is refused by the constructor, a bad one by the load", async () => {
  assert.throws(() => new Clerk(""), { code: "invalid_publishable_key" });
  const { Clerk: _, ...scene } = await import("./scene.js").then((scene) => ({ ...scene, Clerk }));
  for (const bad of ["pk_test_nonsense", "sk_test_abc"]) {
    const error = await scene.failure(new Clerk(bad).load());
    assert.equal(error.code, "invalid_publishable_key");
  }
});

test("errors always have a code", () => {
  for (const thrown of [new TypeError("x is not a function"), undefined, null, "text", { message: "no code" }]) {
    const error = toError(thrown) as Error & { code?: string };
    assert.equal(error.code, "unexpected_response");
    assert.equal(error.cause ?? undefined, thrown ?? undefined);
  }
  const error = toError(unexpected("$"));
  assert.equal(toError(error), error);
});
