// Everything at once.
import * as all from "clerk-wasm/react";

globalThis.all = all;
