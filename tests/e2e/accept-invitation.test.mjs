/** Who can arrive at the accept page, and with which tickets. The guide's test has the new user who signs up there. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { invite, linkFor, memberRow, openOrganization, setStage } from "./stage.mjs";

const stage = setStage();
const LABS = "Blue Heron Labs";

/** Ada invites `address` to her organization; answers the link in the e-mail. */
async function invited(address) {
  const ada = await stage.user("ada");
  await openOrganization(ada, LABS);
  await invite(ada, address);
  return { ada, link: await linkFor(stage.server, address) };
}

async function organizationsOf(identifier, password) {
  const get = await stage.server.as(identifier, password);
  const memberships = await get("/v1/me/organization_memberships?limit=500");
  return memberships.map(({ organization }) => organization.name);
}

test("a new user registers with the ticket, and can sign in afterwards", async () => {
  const { link } = await invited("niels@reed.test");
  const niels = await stage.visitor();
  await niels.goto(link);
  await niels.getByLabel("E-mail address").waitFor();
  assert.equal(await niels.getByLabel("E-mail address").inputValue(), "niels@reed.test");

  await niels.getByLabel("Password").fill("short");
  await niels.getByRole("button", { name: "Create account and join" }).click();
  await niels.locator("#password-error").waitFor();

  await niels.getByLabel("Password").fill("marsh-harrier-7");
  await niels.getByRole("button", { name: "Create account and join" }).click();
  await niels.getByRole("heading", { level: 1, name: LABS }).waitFor();
  assert.deepEqual(await organizationsOf("niels@reed.test", "marsh-harrier-7"), [LABS]);
});

test("the invited user, signed in, joins with one click", async () => {
  const { link } = await invited("linus@heron.test");
  const linus = await stage.user("linus");
  await linus.goto(link);
  await linus.getByText("linus@heron.test").first().waitFor();
  await linus.getByRole("button", { name: "Join the organization" }).click();
  await linus.getByRole("heading", { level: 1, name: LABS }).waitFor();
  await memberRow(linus, "linus@heron.test").waitFor();
  assert.deepEqual(await organizationsOf("linus@heron.test"), [LABS]);
});

test("a known user who is signed out signs in with the ticket", async () => {
  const { link } = await invited("mary@heron.test");
  const mary = await stage.visitor();
  await mary.goto(link);
  await mary.getByRole("button", { name: "Sign in and join" }).click();
  await mary.getByRole("heading", { level: 1, name: LABS }).waitFor();
  assert.deepEqual(await organizationsOf("mary@heron.test"), [LABS]);
});

test("a known user may sign in with the password first and accept on the first page", async () => {
  await invited("mary@heron.test");
  const mary = await stage.user("mary");
  await mary.getByRole("button", { name: `Accept the invitation to ${LABS}` }).click();
  await mary.getByRole("link", { name: LABS }).waitFor();
  assert.deepEqual(await organizationsOf("mary@heron.test"), [LABS]);
});

test("a wrong account is told so, signs out, and the right one gets in", async () => {
  const { link } = await invited("linus@heron.test");
  const mary = await stage.user("mary");
  await mary.goto(link);
  await mary.getByRole("button", { name: "Join the organization" }).click();
  await mary.getByRole("heading", { name: "This invitation is for someone else" }).waitFor();
  await mary.getByText("mary@heron.test, the account").waitFor();
  assert.deepEqual(await organizationsOf("mary@heron.test"), []);
  assert.deepEqual(await organizationsOf("linus@heron.test"), []);

  await mary.getByRole("button", { name: "Sign out and continue" }).click();
  await mary.getByRole("button", { name: "Sign in and join" }).click();
  await mary.getByRole("heading", { level: 1, name: LABS }).waitFor();
  await memberRow(mary, "(you)").getByText("linus@heron.test").waitFor();
  assert.deepEqual(await organizationsOf("linus@heron.test"), [LABS]);
});

test("a used, a revoked and a mangled link each explain themselves", async () => {
  const { ada, link } = await invited("linus@heron.test");
  const linus = await stage.visitor();
  await linus.goto(link);
  await linus.getByRole("button", { name: "Sign in and join" }).click();
  await linus.getByRole("heading", { level: 1, name: LABS }).waitFor();
  await linus.goto(link);
  await linus.getByRole("heading", { name: "This invitation has been used" }).waitFor();

  await invite(ada, "olga@reed.test");
  const revoked = await linkFor(stage.server, "olga@reed.test");
  await ada.getByRole("button", { name: "Revoke: olga@reed.test" }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await ada.getByText("Nobody is waiting").waitFor();
  const olga = await stage.visitor();
  await olga.goto(revoked);
  await olga.getByText("The invitation was taken back").waitFor();
  const ticket = new URL(revoked).searchParams.get("ticket");
  await olga.goto(`/accept-invitation?__clerk_ticket=${ticket}&__clerk_status=sign_up`);
  await olga.getByRole("heading", { name: "This invitation was revoked" }).waitFor();

  await olga.goto("/accept-invitation?__clerk_ticket=mangled&__clerk_status=sign_up");
  await olga.getByRole("heading", { name: "This link is not complete" }).waitFor();
  await olga.goto("/accept-invitation");
  await olga.getByRole("heading", { name: "This link is not complete" }).waitFor();
});

test("a link that was open while the invitation was revoked explains itself too", async () => {
  const { ada, link } = await invited("niels@reed.test");
  const niels = await stage.visitor();
  await niels.goto(link);
  await niels.getByLabel("Password").fill("marsh-harrier-7");
  await ada.getByRole("button", { name: "Revoke: niels@reed.test" }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await ada.getByText("Nobody is waiting").waitFor();
  await niels.getByRole("button", { name: "Create account and join" }).click();
  await niels.getByRole("heading", { name: "This invitation was revoked" }).waitFor();
});

test("an invitation that was revoked while it was listed is refused in words, and goes", async () => {
  const { ada } = await invited("mary@heron.test");
  const mary = await stage.user("mary");
  const accept = mary.getByRole("button", { name: `Accept the invitation to ${LABS}` });
  await accept.waitFor();
  await ada.getByRole("button", { name: "Revoke: mary@heron.test" }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await ada.getByText("Nobody is waiting").waitFor();
  await accept.click();
  await mary.getByRole("status").getByText("The invitation was taken back").waitFor();
  await accept.waitFor({ state: "detached" });
});
