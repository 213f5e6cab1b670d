import { setStage } from "../e2e/stage.mjs";
import { buildPages } from "./build.mjs";
import { testHooks } from "./hooks.mjs";
import { testLists } from "./lists.mjs";
import { testProvider } from "./provider.mjs";

const stage = setStage("--www", await buildPages(18));

testHooks(stage, 18);
testLists(stage, 18);
testProvider(stage, 18);
