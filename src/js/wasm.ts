// Loads the wasm module, once for all Clerk objects. Importing this runs nothing.

import { initSync } from "wasm-glue";
import { ClerkRuntimeError } from "./errors.js";

type Source = () => BufferSource | Promise<BufferSource>;

let source: Source;
let loading: Promise<void> | undefined;

/** Says where the wasm's bytes come from: each entry of the package has its own way. */
export const provide = (find: Source): void => {
  source = find;
};

/** Resolves when the module is there. After a failure the next call tries again. */
export const ready = (): Promise<void> => {
  loading ??= instantiate().catch((error: unknown) => {
    loading = undefined;
    throw error instanceof ClerkRuntimeError ? error : unavailable(error);
  });
  return loading;
};

const instantiate = async (): Promise<void> => {
  const module = await WebAssembly.compile(await source());
  const [section] = WebAssembly.Module.customSections(module, "build");
  // A cache may keep the wasm of an older build beside a newer script.
  if (new TextDecoder().decode(section) !== CLERK_BUILD) {
    const message = "The script and its wasm module are of two builds: reload the page.";
    throw new ClerkRuntimeError({ code: "version_mismatch", message });
  }
  initSync({ module });
};

const unavailable = (error: unknown): ClerkRuntimeError => {
  const isBlocked = /content security policy|unsafe-eval/i.test(String(error));
  const message = isBlocked
    ? "The page's Content-Security-Policy blocks WebAssembly: add 'wasm-unsafe-eval' to its script-src."
    : `The wasm module did not load: ${error instanceof Error ? error.message : error}`;
  return new ClerkRuntimeError({ code: "wasm_unavailable", message, cause: error });
};
