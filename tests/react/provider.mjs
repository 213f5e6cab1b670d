/** The provider on a real page, in StrictMode, in one version of React: which Clerk object it uses, and how long. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { settled, watchRequests } from "./requests.mjs";

const ARRIVAL = "GET /v1/client";

export function testProvider(stage, version) {
  /** Opens the page, and waits until its first provider has loaded. */
  async function open() {
    const page = await stage.user("ada");
    await page.goto("about:blank"); // Leaves the page of the test before, so that its requests are not counted.
    const requests = watchRequests(page);
    await page.goto("/provider");
    await page.getByText("first loaded").waitFor();
    assert.deepEqual(await settled(page, requests), [ARRIVAL], "one load, though StrictMode mounts twice");
    await page.evaluate(() => {
      window.before = window.clerks.first;
    });
    return { page, requests };
  }

  const disposed = (page) => page.evaluate(() => window.disposed(window.before));

  test(`React ${version}: what a provider has made ends with it`, async () => {
    const { page, requests } = await open();
    assert.equal(await disposed(page), 0);
    await page.evaluate(() => window.render("first", null));
    await page.getByText("first gone").waitFor();
    assert.deepEqual(await settled(page, requests), []);
    assert.equal(await disposed(page), 1);
    const code = await page.evaluate(() => window.before.getOrganizationMemberships().catch(({ code }) => code));
    assert.equal(code, "disposed");
    await page.evaluate(() => window.render("first", {}));
    await page.getByText("first loaded").waitFor();
    assert.deepEqual(await settled(page, requests), [ARRIVAL]);
    const [isSame, again] = await page.evaluate(() => {
      const { first } = window.clerks;
      return [first === window.before, window.disposed(first)];
    });
    assert.deepEqual([isSame, again, await disposed(page)], [false, 0, 1]);
  });

  test(`React ${version}: providers of one key share an object, and the last one ends it`, async () => {
    const { page, requests } = await open();
    await page.evaluate(() => window.render("second", {}));
    await page.getByText("second loaded").waitFor();
    assert.equal(await page.evaluate(() => window.clerks.second === window.before), true);
    await page.evaluate(() => window.render("first", null));
    await page.getByText("first gone").waitFor();
    assert.deepEqual(await settled(page, requests), []);
    assert.equal(await disposed(page), 0);
    await page.evaluate(() => window.render("second", null));
    await page.getByText("second gone").waitFor();
    await settled(page, requests);
    assert.equal(await disposed(page), 1);
  });

  test(`React ${version}: a provider that takes the place of another goes on with its object`, async () => {
    const { page, requests } = await open();
    await page.evaluate(() => window.render("first", { key: "another" }));
    assert.deepEqual(await settled(page, requests), []);
    await page.getByText("first loaded").waitFor();
    assert.equal(await page.evaluate(() => window.clerks.first === window.before), true);
    assert.equal(await disposed(page), 0);
  });

  test(`React ${version}: an object of the app's own stays`, async () => {
    const { page, requests } = await open();
    await page.evaluate(() => window.render("second", { clerk: new window.Clerk(window.publishableKey) }));
    await page.getByText("second loaded").waitFor();
    await page.evaluate(() => {
      window.before = window.clerks.second;
      window.render("second", null);
    });
    await page.getByText("second gone").waitFor();
    await settled(page, requests);
    assert.equal(await disposed(page), 0);
    assert.match(await page.evaluate(() => window.before.session.getToken()), /^ey/);
  });

  test(`React ${version}: a provider that is gone loads no more`, async () => {
    stage.expected = (complaint) => complaint.includes("check the key's host");
    const page = await stage.user("ada");
    await page.route("**/v1/**", (route) => route.fulfill({ contentType: "text/html", body: "<p>Somebody else</p>" }));
    const told = page.waitForEvent("console", (message) => message.text().includes("check the key's host"));
    await page.goto("/provider");
    await told;
    await page.evaluate(() => window.render("first", null));
    await page.getByText("first gone").waitFor();
    await page.unroute("**/v1/**");
    const requests = watchRequests(page);
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    assert.deepEqual(await settled(page, requests), []);
  });

  test(`React ${version}: a page that a server has rendered goes on in the browser`, async () => {
    const page = await stage.user("ada");
    const answer = await page.goto("/hydrated");
    assert.match(await answer.text(), /<main><p>loading<\/p><\/main>/);
    await page.getByText("Blue Heron Labs").waitFor();
    await page.getByText("signed in").waitFor();
    assert.equal(await page.evaluate(() => window.rendered.isConnected), true, "it is the same page");
  });
}

/** Adds the tests for versions of React that can hide components and keep their state. */
export function testActivity(stage, version) {
  test(`React ${version}: a provider that was hidden comes back with another object`, async () => {
    const page = await stage.user("ada");
    await page.goto("/provider");
    await page.getByText("first loaded").waitFor();
    await page.evaluate(() => {
      window.before = window.clerks.first;
      window.render("first", {}, "hidden");
    });
    await page.waitForFunction(() => window.disposed(window.before) === 1);
    await page.evaluate(() => window.render("first", {}, "visible"));
    await page.waitForFunction(() => window.clerks.first !== window.before && window.clerks.first.loaded);
    await page.getByText("first loaded").waitFor();
    assert.equal(await page.evaluate(() => window.disposed(window.clerks.first)), 0);
  });
}
