import { show } from "./app.mjs";

show();
