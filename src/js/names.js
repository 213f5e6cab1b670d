// Names on the wire are snake_case, names here camelCase.

const known = new Map();

const learn = (key) => {
  const name = key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
  const found = { name, isTime: key.endsWith("_at"), isVerbatim: key.endsWith("_metadata") };
  known.set(key, found);
  return found;
};

/** A wire key's name here; whether its value is a time, or metadata, which belongs to the app and stays as it is. */
export const info = (key) => known.get(key) ?? learn(key);

/** `email_address` → `emailAddress`. */
export const camel = (key) => info(key).name;
