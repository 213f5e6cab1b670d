import { setStage } from "../e2e/stage.mjs";
import { buildPages } from "./build.mjs";
import { testHooks } from "./hooks.mjs";
import { testLists } from "./lists.mjs";
import { testActivity, testProvider } from "./provider.mjs";

const stage = setStage("--www", await buildPages(19));

testHooks(stage, 19);
testLists(stage, 19);
testProvider(stage, 19);
testActivity(stage, 19);
