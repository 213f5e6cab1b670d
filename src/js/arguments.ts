// The arguments of a call as text, for `src/arguments.rs`: two lines for each parameter. The first has a letter that says
// how the value was given, and the name; the second has the value.

/** What can be a text: null is empty (docs/fapi.md 1.4). */
const plain = (value: unknown): string | undefined => {
  if (value === null) return "";
  return ["string", "number", "boolean", "bigint"].includes(typeof value) ? String(value) : undefined;
};

/** An object as JSON; undefined if it has none, as one that contains itself. */
const json = (value: unknown): string | undefined => {
  try {
    return typeof value === "object" ? JSON.stringify(value) : undefined;
  } catch {
    return undefined;
  }
};

const escaped = (text: string): string => text.replace(/[\\\n]/g, (letter) => (letter === "\n" ? "\\n" : "\\\\"));

const lines = (letter: string, name: string, value: string | undefined): string =>
  value === undefined ? `!${escaped(name)}\n\n` : `${letter}${escaped(name)}\n${escaped(value)}\n`;

/** The lines of all parameters; those that are undefined are left out. */
export const write = (params: object): string => {
  let out = "";
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    const text = plain(value);
    if (text !== undefined) out += lines("=", name, text);
    else if (Array.isArray(value)) for (const item of value) out += lines("+", name, plain(item));
    else out += lines("{", name, json(value));
  }
  return out;
};
