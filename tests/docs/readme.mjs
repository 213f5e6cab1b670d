/** What README.md shows and claims, cut out for the tests. */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export const README = await readFile(`${ROOT}README.md`, "utf8");

/** The first block of code in the section under `heading`. */
export function snippet(/** @type {string} */ heading) {
  const section = README.split(/^##+ /m).find((part) => part.startsWith(`${heading}\n`));
  const code = section?.match(/^```\w+\n(.*?)^```$/ms)?.[1];
  if (!code) throw new Error(`README.md has no code under "${heading}".`);
  return code;
}
