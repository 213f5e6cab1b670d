/** Sets up the end-to-end tests: a real server and a Chromium per file, fresh data and browser contexts per test. */

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import { launch } from "./chromium.mjs";
import { PASSWORD, startClerkLocal } from "./clerk-local.mjs";

const PATIENCE = 30_000; // ms, for a step in the browser on a slow machine

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {object} Stage
 * @property {Awaited<ReturnType<typeof startClerkLocal>>} server there from before the first test on
 * @property {import("playwright-core").Browser} browser the same
 * @property {string[]} complaints what the pages of the running test have logged and thrown
 * @property {(complaint: string) => boolean} expected tells which complaints the test expects
 * @property {(options?: object) => Promise<Page>} visitor
 * @property {(name: string, options?: object) => Promise<Page>} user
 */

/** Chromium logs a refusal of the server as an error. Here it is none: tests assert what the page says of it. */
const REFUSAL = /^Failed to load resource: the server responded with a status of 4\d\d /;

/**
 * Starts server and browser in the hooks of a file; `options` are the server's. A test fails when one of its pages logs
 * an error or a warning, throws, or breaks its Content-Security-Policy, unless it expects that by `stage.expected`.
 */
export const setStage = (...options) => setStageIn(launch, ...options);

/** The same as `setStage`, in the browser that `launch` starts. */
export function setStageIn(launch, ...options) {
  const nothing = (/** @type {string} */ _complaint) => false;
  const stage = /** @type {Stage} */ ({}); // The hooks fill it.
  /** @type {import("playwright-core").BrowserContext[]} */
  let contexts = [];

  before(async () => {
    stage.server = await startClerkLocal(...options);
    stage.browser = await launch();
  });
  after(async () => {
    await stage.browser?.close();
    await stage.server?.stop();
  });
  beforeEach(async () => {
    stage.complaints = [];
    stage.expected = nothing;
    await stage.server.reset();
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    assert.deepEqual(
      stage.complaints.filter((complaint) => !stage.expected(complaint)),
      [],
    );
  });

  /** Opens an empty tab in a browser context of its own, which has no cookies. */
  stage.visitor = async (options = {}) => {
    const context = await stage.browser.newContext({ baseURL: stage.server.origin, ...options });
    context.setDefaultTimeout(PATIENCE);
    context.on("page", (page) => listen(page, stage));
    contexts.push(context);
    return context.newPage();
  };

  /** Opens a visitor's tab, and signs in there on the sign-in page. */
  stage.user = async (name, options = {}) => {
    const page = await stage.visitor(options);
    await page.goto("/sign-in");
    await signIn(page, `${name}@heron.test`);
    await page.getByRole("heading", { name: "Your organizations" }).waitFor();
    return page;
  };

  return stage;
}

function listen(page, { complaints }) {
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.stack}`));
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    const { url } = message.location();
    const refused = REFUSAL.test(message.text()) && new URL(url).pathname.startsWith("/v1/");
    if (!refused) complaints.push(`${page.url()}: ${message.text()} (${url})`);
  });
}

/** Fills in the sign-in form. */
export async function signIn(page, identifier, password = PASSWORD) {
  await page.getByLabel("E-mail address").fill(identifier);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Creates an organization on the first page, which leads to its own page. Answers its id, out of the address. */
export async function createOrganization(page, name) {
  await page.goto("/");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  return new URL(page.url()).searchParams.get("id");
}

/** Opens the page of the organization of that name. */
export async function openOrganization(page, name) {
  await page.goto("/");
  await page.getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Invites on the organization's page. */
export async function invite(page, address) {
  await page.getByLabel("E-mail address").fill(address);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await page.locator("#invitations-list").getByText(address).waitFor();
}

/** The row of the list of members that names `person`. */
export function memberRow(page, person) {
  return page.locator("#memberships-list > li").filter({ hasText: person });
}

/** The link in the newest e-mail to `address`. */
export async function linkFor(server, address) {
  const [message] = await server.mail(address);
  assert.equal(message.links.length, 1, "an invitation carries one link");
  return message.links[0];
}
