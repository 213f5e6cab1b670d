/** Comments cite the protocol's facts by section: each cited section has a heading in docs/fapi.md. */

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TEXTS = new Set(".css .html .js .json .jsx .md .mjs .rs .sql .toml .ts .tsx".split(" "));
/** Folders that hold what others wrote, or what a build has made. Those that begin with a dot are left out, too. */
const NOT_OURS = new Set(["dist", "node_modules", "pkg", "target"]);

const SECTION = String.raw`\d+(?:\.\d+)?`;
const CITATION = new RegExp(String.raw`(?:docs/fapi\.md|\bFAPI) (${SECTION}(?:(?:, and |, | and )${SECTION})*)`, "g");
const HEADING = new RegExp(`^##+ (${SECTION}) `, "gm");
/** How docs/fapi.md refers to itself: a section alone in parentheses, or before a comma or a colon. */
const REFERENCE = /\((\d\.\d+)[),:]/g;

/** @param {string} folder @returns {AsyncGenerator<string>} the paths of the texts below it */
async function* textsIn(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const isOurs = !entry.name.startsWith(".") && !NOT_OURS.has(entry.name);
    if (entry.isDirectory() && isOurs) yield* textsIn(path);
    else if (entry.isFile() && TEXTS.has(extname(entry.name))) yield path;
  }
}

/** @param {string} text @param {RegExp} pattern whose first group is one section, or several */
function sectionsIn(text, pattern) {
  return [...text.matchAll(pattern)].flatMap(([, sections]) => sections?.split(/, and |, | and /) ?? []);
}

const page = await readFile(join(ROOT, "docs/fapi.md"), "utf8");
const headings = sectionsIn(page, HEADING);

test("every citation finds its section in docs/fapi.md", async () => {
  const missing = [];
  let citations = 0;
  for await (const path of textsIn(ROOT)) {
    const cited = sectionsIn(await readFile(path, "utf8"), CITATION);
    citations += cited.length;
    const lost = cited.filter((section) => !headings.includes(section));
    missing.push(...lost.map((section) => `${relative(ROOT, path)} cites ${section}`));
  }
  assert.deepEqual(missing, []);
  assert.ok(citations >= 50, `only ${citations} citations were found: the pattern no longer fits them`);
});

test("docs/fapi.md numbers its sections once and in order, and refers only to those", () => {
  const inOrder = [...new Set(headings)].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  assert.deepEqual(headings, inOrder);
  const lost = sectionsIn(page, REFERENCE).filter((section) => !headings.includes(section));
  assert.deepEqual(lost, []);
});
