// For the type check of plain JavaScript (tsconfig.json in the root).

/** Pages under test and measurement hang their own things on it. */
interface Window {
  // biome-ignore lint/suspicious/noExplicitAny: what hangs there differs from page to page
  [name: string]: any;
}

/** Set by esbuild when `cargo xtask build` joins src/js: names of the methods of Clerk that are server calls. */
declare const CLERK_METHODS: string[];
/** The package's version. */
declare const CLERK_VERSION: string;
