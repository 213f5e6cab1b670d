import { testHooks } from "./hooks.mjs";

await testHooks(19);
