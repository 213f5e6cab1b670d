// Clerk's own clients use organizations on clerk-local: an app that runs on one of the two should run on the other.
// `OFFICIAL` is the folder that holds the unpacked packages, each as `clerk-js-<version>`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PASSWORD } from "../e2e/clerk-local.mjs";
import { setStage } from "../e2e/stage.mjs";

/** Today's full build, and the headless builds of the two majors before it. */
const BUILDS = {
  "6.40.0": "dist/clerk.browser.js",
  "5.128.0": "dist/clerk.headless.browser.js",
  "4.73.14": "dist/clerk.headless.browser.js",
};

const stage = setStage("--www", process.env.OFFICIAL);

/** An empty page with the client, loaded and signed in as Ada. It is empty so that no code of the pages runs beside it. */
async function signedIn(version) {
  const page = await stage.visitor();
  // clerk-js warns once that the key is one for development.
  stage.expected = (complaint) => /development keys|Clerk has been loaded with/i.test(complaint);
  await page.goto("/_dev/mailbox");
  const { official_publishable_key: key } = await (await fetch(`${stage.server.origin}/_dev/health`)).json();
  await page.evaluate(
    async ({ src, key, password }) => {
      const script = document.createElement("script");
      Object.assign(script, { src, crossOrigin: "anonymous" });
      script.dataset.clerkPublishableKey = key;
      script.dataset.clerkProxyUrl = location.origin;
      const loaded = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }));
      document.head.append(script);
      await loaded;
      const { Clerk } = window;
      await Clerk.load();
      const attempt = await Clerk.client.signIn.create({ identifier: "ada@heron.test", password });
      await Clerk.setActive({ session: attempt.createdSessionId });
    },
    { src: `/clerk-js-${version}/${BUILDS[version]}`, key, password: PASSWORD },
  );
  return page;
}

for (const version of Object.keys(BUILDS)) {
  test(`clerk-js ${version} creates, invites, changes roles, removes and signs out`, async () => {
    const page = await signedIn(version);
    const seen = await page.evaluate(async () => {
      const { Clerk } = window;
      const items = (list) => list.data ?? list;
      const organization = await Clerk.createOrganization({ name: "Reed & Partners" });
      await Clerk.setActive({ organization: organization.id });
      const invitation = await organization.inviteMember({ emailAddress: "niels@reed.test", role: "basic_member" });
      const heron = Clerk.user.organizationMemberships.find((mine) => mine.organization.slug === "blue-heron-labs");
      const members = items(await heron.organization.getMemberships());
      const grace = members.find((member) => member.publicUserData.identifier === "grace@heron.test");
      await grace.update({ role: "admin" });
      await heron.organization.removeMember(grace.publicUserData.userId);
      const revoked = await invitation.revoke();
      const refused = await heron.organization.removeMember(Clerk.user.id).catch((error) => error.errors[0].code);
      const token = await Clerk.session.getToken();
      const mine = Clerk.user.organizationMemberships.map(({ organization }) => organization.name);
      const active = Clerk.organization.name;
      await Clerk.signOut(() => {});
      return { members: members.length, grace: grace.role, revoked: revoked.status, refused, token, mine, active };
    });
    assert.equal(seen.members, 2);
    assert.equal(seen.grace, "admin");
    assert.equal(seen.revoked, "revoked");
    assert.equal(seen.refused, "organization_minimum_permissions_needed");
    assert.deepEqual(seen.mine.sort(), ["Blue Heron Labs", "Reed & Partners"]);
    assert.equal(seen.active, "Reed & Partners");
    assert.equal(seen.token.split(".").length, 3);
    const ada = await stage.server.as("ada@heron.test");
    const organizations = await ada("/v1/me/organization_memberships");
    assert.equal(organizations.length, 2, "the server holds what the client made");
    await page.waitForFunction(() => !window.Clerk.user);
  });
}
