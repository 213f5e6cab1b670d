/** examples/nextjs in both routers: built by Turbopack and by webpack, and as it is developed. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setStage } from "../e2e/stage.mjs";
import { appOf, keyOf } from "./app.mjs";
import { enterApp, testGuide } from "./guide.mjs";

const NEXT = "next/dist/bin/next";
const LOCAL = ["--hostname", "localhost"];

const stage = setStage();
const env = async () => ({ NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: await keyOf(stage.server) });

/** Where the walk begins and ends. The Pages Router serves the root, the App Router what is below /app. */
const ROUTERS = { "--turbopack": ["", "/app"], "--webpack": ["/app", ""] };

for (const [bundler, [one, other]] of Object.entries(ROUTERS)) {
  // Each ends before the next begins: a folder has one build and one development server. The walk crosses from one
  // router to the other; built and developed, it begins in either.
  describe(`next build ${bundler}`, () => {
    const built = appOf("nextjs", env, async (app) => {
      await app.run(NEXT, "build", bundler);
      await app.serve(NEXT, "start", ...LOCAL);
    });
    testGuide(stage, built, `next build ${bundler}`, one, other);
  });
  describe(`next dev ${bundler}`, () => {
    const developed = appOf("nextjs", env, (app) => app.serve(NEXT, "dev", bundler, ...LOCAL));
    testGuide(stage, developed, `next dev ${bundler}`, other, one);
    testRendering(bundler, developed);
  });
}

/** Tests what the server renders, and what happens when the session changes. */
function testRendering(bundler, developed) {
  test(`next dev ${bundler}: a page is rendered on the server, where nobody is known`, async () => {
    const { origin } = await developed();
    for (const path of ["/organizations", "/organizations/org_1", "/app/organizations", "/app/organizations/org_1"]) {
      const answer = await fetch(origin + path);
      assert.equal(answer.status, 200, path);
      assert.match(await answer.text(), /<main><\/main>/, path);
    }
  });

  test(`next dev ${bundler}: signing in and out calls what frameworks hang around it, and refreshes nothing by itself`, async () => {
    const page = await enterApp(stage, developed, "ada", "/app/organizations");
    await page.getByRole("link", { name: "Blue Heron Labs" }).waitFor();
    await page.evaluate(() => {
      window.steps = [];
      window.__internal_onBeforeSetActive = async (intent) => window.steps.push(`before ${intent}`);
      window.__internal_onAfterSetActive = async () => window.steps.push("after");
    });
    const refreshes = [];
    page.on("request", (request) => {
      const isPrefetch = "next-router-prefetch" in request.headers();
      if (new URL(request.url()).searchParams.has("_rsc") && !isPrefetch) refreshes.push(request.url());
    });
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.waitForFunction(() => window.steps.length === 2);
    assert.deepEqual(await page.evaluate(() => window.steps), ["before sign-out", "after"]);
    await page.waitForTimeout(500);
    assert.deepEqual(refreshes, []);
  });
}
