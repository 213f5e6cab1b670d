/** examples/react-vite: its production build and its development server. */

import { setStage } from "../e2e/stage.mjs";
import { appOf, keyOf } from "./app.mjs";
import { testGuide } from "./guide.mjs";

const VITE = "vite/bin/vite.js";

const stage = setStage();
const env = async () => ({ VITE_CLERK_PUBLISHABLE_KEY: await keyOf(stage.server) });

const built = appOf("react-vite", env, async (app) => {
  await app.run(VITE, "build", "--logLevel", "error");
  await app.serve(VITE, "preview", "--strictPort");
});
const developed = appOf("react-vite", env, (app) => app.serve(VITE, "--strictPort"));

testGuide(stage, built, "vite build");
testGuide(stage, developed, "vite");
