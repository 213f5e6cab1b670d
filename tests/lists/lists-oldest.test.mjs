import { oldest } from "./engine.mjs";
import { testPages } from "./pages.mjs";
import { testRefresh } from "./refresh.mjs";
import { setScene } from "./scene.mjs";

const scene = setScene(await oldest());

testRefresh(scene);
testPages(scene);
