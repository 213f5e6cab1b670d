import { newest } from "./engine.mjs";
import { testPages } from "./pages.mjs";
import { testRefresh } from "./refresh.mjs";
import { setScene } from "./scene.mjs";

const scene = setScene(await newest());

testRefresh(scene);
testPages(scene);
