/** examples/official-react: Clerk's own React SDK. clerk-local serves it our script at the address of Clerk's. */

import { setStage } from "../e2e/stage.mjs";
import { appOf } from "./app.mjs";
import { testOfficialApp } from "./official.mjs";

const VITE = "vite/bin/vite.js";

const stage = setStage();
const env = () => ({ CLERK_LOCAL_ORIGIN: stage.server.origin });

const built = appOf("official-react", env, async (app) => {
  await app.run(VITE, "build", "--logLevel", "error");
  await app.serve(VITE, "preview", "--strictPort");
});
const developed = appOf("official-react", env, (app) => app.serve(VITE, "--strictPort"));

testOfficialApp(stage, built, "vite build");
testOfficialApp(stage, developed, "vite");
