// For the type check of plain JavaScript (tsconfig.json in the root).

/** Pages under test and measurement hang their own things on it. */
interface Window {
  // biome-ignore lint/suspicious/noExplicitAny: what hangs there differs from page to page
  [name: string]: any;
}
