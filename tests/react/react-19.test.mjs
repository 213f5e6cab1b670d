import { setStage } from "../e2e/stage.mjs";
import { buildPages } from "./build.mjs";
import { testHooks } from "./hooks.mjs";
import { testLists } from "./lists.mjs";

const stage = setStage("--www", await buildPages(19));

testHooks(stage, 19);
testLists(stage, 19);
