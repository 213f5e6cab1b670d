/** The hooks and gates on a real page, in StrictMode, in one version of React. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { hookPages } from "./page.mjs";
import { settled } from "./requests.mjs";

/** What the page shows where a gate is used wrongly. */
const MISTAKES = Array(7).fill("no");

export function testHooks(stage, version) {
  const { open, openOrganization } = hookPages(stage);

  test(`React ${version}: useAuth goes from loading to signed in, and to signed out`, async () => {
    const page = await stage.user("ada");
    await open(page, "useAuth");
    const states = await page.evaluate(() => [...new Set(window.answers.map(({ isSignedIn }) => String(isSignedIn)))]);
    assert.deepEqual(states, ["undefined", "true"]);
    const { userId, sessionId, orgId, claims, has } = await page.evaluate(() => {
      const { userId, sessionId, orgId, sessionClaims, has } = window.answer;
      return { userId, sessionId, orgId, claims: sessionClaims, has: has({ role: "admin" }) };
    });
    assert.match(userId, /^user_/);
    assert.match(sessionId, /^sess_/);
    assert.equal(claims.sub, userId);
    assert.equal(orgId, null);
    assert.equal(has, false);
    assert.match(await page.evaluate(() => window.answer.getToken()), /^ey/);
    await page.evaluate(() => window.answer.signOut());
    await page.waitForFunction(() => window.answer.isSignedIn === false);
    assert.equal(await page.evaluate(() => window.answer.getToken()), null);
    assert.equal(await page.evaluate(() => new Set(window.answers.map(({ getToken }) => getToken)).size), 1);
    assert.equal(await page.evaluate(() => new Set(window.answers.map(({ signOut }) => signOut)).size), 1);
  });

  test(`React ${version}: useAuth knows the role in the active organization`, async () => {
    const { page } = await openOrganization();
    await open(page, "useAuth");
    const answer = await page.evaluate(() => {
      const { orgId, orgRole, orgSlug, has } = window.answer;
      return { orgId, orgRole, orgSlug, admin: has({ role: "org:admin" }), basic: has({ role: "basic_member" }) };
    });
    assert.match(answer.orgId, /^org_/);
    assert.deepEqual([answer.orgRole, answer.orgSlug], ["admin", "blue-heron-labs"]);
    assert.deepEqual([answer.admin, answer.basic], [true, false]);
  });

  test(`React ${version}: useUser, useSession and useSessionList`, async () => {
    const page = await stage.user("grace");
    await open(page, "useUser");
    assert.equal(await page.evaluate(() => window.answer.user.primaryEmailAddress.emailAddress), "grace@heron.test");
    await page.evaluate(() => window.answer.user.update({ firstName: "Amazing" }));
    await page.waitForFunction(() => window.answer.user.firstName === "Amazing");
    await open(page, "useSession");
    assert.deepEqual(await page.evaluate(() => [window.answer.isSignedIn, window.answer.session.status]), [
      true,
      "active",
    ]);
    await open(page, "useSessionList");
    assert.equal(await page.evaluate(() => window.answer.sessions.length), 1);
    await page.evaluate(() => window.answer.setActive({ session: null }));
    await open(page, "useUser");
    assert.equal(await page.evaluate(() => window.answer.isSignedIn), true, "that was for one page alone");
  });

  test(`React ${version}: nobody is signed in`, async () => {
    const page = await stage.visitor();
    for (const hook of ["useAuth", "useUser", "useSession"]) {
      await open(page, hook);
      assert.equal(await page.evaluate(() => window.answer.isSignedIn), false, hook);
    }
    await open(page, "useOrganization", { memberships: true });
    assert.deepEqual(await page.evaluate(() => [window.answer.organization, window.answer.memberships]), [null, null]);
  });

  test(`React ${version}: the functions of useOrganizations are the same on every render and wait for the load`, async () => {
    const page = await stage.user("ada");
    await page.addInitScript(() => {
      // Called in the very first render, long before the load has ended.
      Object.defineProperty(window, "answer", {
        configurable: true,
        set(answer) {
          this.early ??= answer.getOrganizationMemberships().then((list) => [answer.isLoaded, list.length]);
        },
      });
    });
    await open(page, "useOrganizations");
    assert.deepEqual(await page.evaluate(() => window.early), [false, 1]);
    const distinct = await page.evaluate(() =>
      ["createOrganization", "getOrganizationMemberships", "getOrganization"].map(
        (name) => new Set(window.answers.map((answer) => answer[name])).size,
      ),
    );
    assert.deepEqual(distinct, [1, 1, 1]);
  });

  test(`React ${version}: a page that is left and entered again goes on with the same Clerk`, async () => {
    const page = await stage.user("ada");
    const requests = await open(page, "useClerk");
    await settled(page, requests);
    await page.evaluate(() => {
      window.first = window.answer;
      window.setOn(false);
    });
    await page.getByText("off").waitFor();
    await page.evaluate(() => window.setOn(true));
    await page.getByText("loaded").waitFor();
    assert.equal(await page.evaluate(() => window.first === window.answer), true);
    assert.deepEqual(await settled(page, requests), []);
  });

  test(`React ${version}: gates show what is theirs to show`, async () => {
    const shown = async (page) => {
      await page.goto("/gates");
      await page.locator("li").first().waitFor();
      return page.locator("li").allTextContents();
    };
    const { page } = await openOrganization();
    assert.deepEqual(await shown(page), [
      "SignedIn",
      "Protect",
      ...MISTAKES,
      "Protect role",
      "Protect permission",
      "Protect condition",
      "Show signed-in",
      "no",
      "no",
    ]);
    const visitor = await stage.visitor();
    assert.deepEqual(await shown(visitor), [
      "SignedOut",
      "no",
      ...MISTAKES,
      "no",
      "no",
      "no",
      "no",
      "Show signed-out",
      "no",
    ]);
  });

  test(`React ${version}: what could not be loaded is loaded when the network is back`, async () => {
    stage.expected = (complaint) => /was not reached|ERR_FAILED/.test(complaint);
    const page = await stage.user("ada");
    await page.route("**/v1/**", (route) => route.abort());
    const told = page.waitForEvent("console", (message) => message.text().includes("was not reached"));
    await page.goto("/hooks?hook=useAuth");
    await told;
    await page.unroute("**/v1/**");
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.getByText("loaded").waitFor();
    assert.equal(await page.evaluate(() => window.answer.isSignedIn), true);
  });

  test(`React ${version}: a load that fails is told once, with the reason`, async () => {
    stage.expected = () => true;
    const page = await stage.visitor();
    const errors = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
        errors.push(message.text());
    });
    const told = async (address) => {
      errors.length = 0;
      await page.goto(address);
      while (errors.length === 0) await page.waitForTimeout(100);
      await page.waitForTimeout(500);
      assert.equal(errors.length, 1, errors.join("\n"));
      return errors[0];
    };
    const hook = (host) => `/hooks?hook=useAuth&key=pk_test_${btoa(`${host}$`)}`;
    assert.match(await told(hook("127.0.0.1:9")), /^The server at http:\/\/127\.0\.0\.1:9 was not reached: .+\.$/);
    await page.route("**/v1/**", (route) => route.fulfill({ contentType: "text/html", body: "<p>Somebody else</p>" }));
    assert.match(await told(hook("127.0.0.1:9")), /check the key's host or the proxy URL\.$/);
    await page.unroute("**/v1/**");
    await page.route("**/hooks*", async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), "content-security-policy": "script-src 'self' 'unsafe-inline'" };
      await route.fulfill({ response, headers });
    });
    assert.match(await told("/hooks?hook=useAuth"), /Content-Security-Policy.+'wasm-unsafe-eval'.+script-src\.$/);
  });
}
