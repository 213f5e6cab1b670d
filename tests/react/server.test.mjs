/** Rendering on a server: in Node, without a window. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createElement as element } from "react";
import { renderToString } from "react-dom/server";

const hooks = await import(new URL("../../pkg/react.js", import.meta.url).href);
const next = await import(new URL("../../pkg/nextjs.js", import.meta.url).href);
const { Clerk } = await import(new URL("../../pkg/index.js", import.meta.url).href);
const KEY = `pk_test_${btoa("127.0.0.1:9$")}`;

const render = (child) => renderToString(element(hooks.ClerkProvider, { publishableKey: KEY }, child));

test("hooks answer that nothing is loaded, and ask for nothing", async (t) => {
  const fetched = t.mock.method(globalThis, "fetch");
  const compiled = t.mock.method(WebAssembly, "instantiate");
  for (const useHook of [
    hooks.useAuth,
    hooks.useUser,
    hooks.useSession,
    hooks.useSessionList,
    hooks.useOrganizations,
  ]) {
    let answer;
    const Hook = () => {
      answer = useHook();
      return null;
    };
    render(element(Hook));
    assert.equal(answer.isLoaded, false, useHook.name);
  }
  let answer;
  const Organization = () => {
    answer = hooks.useOrganization({ memberships: true, invitations: { infinite: true } });
    return null;
  };
  render(element(Organization));
  assert.deepEqual([answer.isLoaded, answer.organization, answer.memberships.data], [false, undefined, undefined]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(fetched.mock.callCount() + compiled.mock.callCount(), 0);
});

test("gates show nothing before anything is known", () => {
  const gates = [
    element(hooks.SignedIn, { key: 1 }, "in"),
    element(hooks.SignedOut, { key: 2 }, "out"),
    element(hooks.Protect, { key: 3, role: "admin", fallback: "no" }, "admin"),
  ];
  assert.equal(render(gates), "");
});

test("without a key, Next.js's provider says which variable to set, and where", () => {
  const told = /^<ClerkProvider> has no publishableKey: set NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY in \.env\.local .+\.$/;
  for (const props of [undefined, { publishableKey: "" }]) {
    assert.throws(() => renderToString(element(next.ClerkProvider, props)), { message: told });
  }
});

test("wrong use is told in one sentence", () => {
  const { ClerkProvider } = hooks;
  const isTold = (use, message) => assert.throws(() => renderToString(use), { message }, String(message));
  const Organization = () => {
    hooks.useOrganization();
    return null;
  };
  isTold(element(Organization), /^useOrganization is used outside of <ClerkProvider>: .+\.$/);
  for (const gate of ["SignedIn", "SignedOut", "Protect", "Show"]) {
    const props = { role: "admin", when: "signed-in" };
    isTold(element(hooks[gate], props), new RegExp(`^<${gate}> is used outside of <ClerkProvider>: .+\\.$`));
  }
  isTold(element(ClerkProvider), /^<ClerkProvider> has no publishableKey: .+pk_test_.+\.$/);
  const inner = element(ClerkProvider, { publishableKey: KEY });
  isTold(
    element(ClerkProvider, { publishableKey: KEY }, inner),
    /^<ClerkProvider> stands inside another <ClerkProvider>: .+\.$/,
  );
  isTold(
    element(ClerkProvider, { publishableKey: "pk_test_b3RoZXIuZXhhbXBsZSQ", clerk: new Clerk(KEY) }),
    /^<ClerkProvider> got a publishableKey and a clerk object of another key: .+\.$/,
  );
  isTold(
    element(ClerkProvider, { clerk: Clerk }),
    /^<ClerkProvider> got a class .+ as clerk: pass new Clerk\(publishableKey\)\.$/,
  );
});

test("renderings on a server share nothing", () => {
  const seen = [];
  const Own = () => {
    seen.push(hooks.useClerk());
    return null;
  };
  render(element(Own));
  render(element(Own));
  assert.equal(seen.length, 2);
  assert.notEqual(seen[0], seen[1]);
});
