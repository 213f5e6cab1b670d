// Names on the wire are snake_case, names here camelCase.

const PLAIN = 0;
const TIME = 1;
const VERBATIM = 2;

const known = new Map();

const learn = (key) => {
  const info = {
    name: key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()),
    kind: key.endsWith("_at") ? TIME : key.endsWith("_metadata") ? VERBATIM : PLAIN,
  };
  known.set(key, info);
  return info;
};

/** A wire key's name here, and how its value is read. */
export const info = (key) => known.get(key) ?? learn(key);

/** `email_address` → `emailAddress`. */
export const camel = (key) => info(key).name;

/** A wire value as it is shown: times are Dates, metadata belongs to the app, the rest goes on to `revive`. */
export const read = (kind, value, revive) => {
  if (typeof value === "number") return kind === TIME ? new Date(value) : value;
  return kind === VERBATIM || typeof value !== "object" ? value : revive(value);
};
