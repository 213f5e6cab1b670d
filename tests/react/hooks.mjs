/** The hooks on a real page, in StrictMode, in one version of React. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "../e2e/stage.mjs";
import { buildPages } from "./build.mjs";
import { settled, watchRequests } from "./requests.mjs";

const MEMBERS = "GET /v1/organizations/org/memberships";
const INVITATIONS = "GET /v1/organizations/org/invitations";
const MINE = "GET /v1/me/organization_memberships";
const ARRIVAL = "GET /v1/client";

export async function testHooks(version) {
  const stage = setStage("--www", await buildPages(version));

  /** A page of the hook, loaded, with what it has asked. */
  async function open(page, hook, params) {
    await page.goto("about:blank"); // The page before has its own requests.
    const requests = watchRequests(page);
    await page.goto(`/hooks?hook=${hook}${params ? `&params=${encodeURIComponent(JSON.stringify(params))}` : ""}`);
    await page.getByText("loaded").waitFor();
    return requests;
  }

  /**
   * Ada's page of useOrganization, with her organization active and its lists there.
   * @param {object} params
   */
  async function openOrganization(params = { memberships: true, invitations: true }) {
    const page = await stage.user("ada");
    await page.evaluate(async () => {
      const [membership] = await window.Clerk.getOrganizationMemberships();
      await window.Clerk.setActive({ organization: membership.organization.id });
    });
    const requests = await open(page, "useOrganization", params);
    await page.waitForFunction(() => window.answer.memberships?.count > 0);
    return { page, requests };
  }

  /** Calls in the page, and answers what was asked because of it. */
  async function change({ page, requests }, call) {
    await settled(page, requests);
    await page.evaluate(() => {
      window.answers = [];
    });
    await page.evaluate(call);
    return settled(page, requests);
  }

  const invitees = (page) =>
    page.evaluate(() => window.answer.invitations.data.map(({ emailAddress }) => emailAddress));
  const members = (page) =>
    page.evaluate(() => window.answer.memberships.data.map(({ identifier, role }) => `${identifier} ${role}`).sort());
  /** Whether a list was ever empty or loading since the last change began. */
  const flashed = (page, list) =>
    page.evaluate((list) => window.answers.some((answer) => answer[list].isLoading || answer[list].count === 0), list);

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

  test(`React ${version}: setData shows something else until the next answer`, async () => {
    const on = await openOrganization();
    await change(on, () => window.answer.memberships.setData((page) => ({ ...page, data: page.data.slice(0, 1) })));
    assert.equal((await members(on.page)).length, 1);
    assert.deepEqual(await change(on, () => window.answer.memberships.revalidate()), [MEMBERS]);
    assert.equal((await members(on.page)).length, 2);
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

  test(`React ${version}: the functions of useOrganizations are the same on every render and wait for the load`, async () => {
    const page = await stage.user("ada");
    await page.addInitScript(() => {
      // Called in the first render of all: long before the load has ended.
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
      "Protect role",
      "Protect permission",
      "Protect condition",
      "Show signed-in",
      "no",
      "no",
    ]);
    const visitor = await stage.visitor();
    assert.deepEqual(await shown(visitor), ["SignedOut", "no", "no", "no", "no", "Show signed-out", "no"]);
  });

  test(`React ${version}: wrong use is told in one sentence`, async () => {
    stage.expected = () => true; // React logs what boundaries catch.
    const page = await stage.visitor();
    const alert = async (use) => {
      await page.goto(`/misuse?use=${use}`);
      return page.getByRole("alert").textContent();
    };
    assert.match(await alert("outside"), /^useOrganization is used outside of <ClerkProvider>: .+\.$/);
    assert.match(await alert("keyless"), /^<ClerkProvider> has no publishableKey: .+pk_test_.+\.$/);
    assert.match(await alert("twice"), /^<ClerkProvider> stands inside another <ClerkProvider>: .+\.$/);
    assert.match(
      await alert("otherKey"),
      /^<ClerkProvider> got a publishableKey and a clerk object of another key: .+\.$/,
    );
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
