import { Clerk } from "clerk-wasm/slim";
import { show } from "./app.mjs";

show(new Clerk(document.documentElement.dataset.key ?? ""));
