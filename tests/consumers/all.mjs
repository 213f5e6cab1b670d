// Imports all that the package has.
import * as all from "clerk-wasm/react";

globalThis.all = all;
