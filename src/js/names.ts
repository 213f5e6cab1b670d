// Names on the wire are snake_case, names here camelCase.

interface Key {
  /** The name here. */
  name: string;
  /** Whether its value is a time. */
  isTime: boolean;
  /** Whether its value is metadata, which belongs to the app and stays as it is. */
  isVerbatim: boolean;
}

const known = new Map<string, Key>();

const learn = (key: string): Key => {
  const name = key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const found = { name, isTime: key.endsWith("_at"), isVerbatim: key.endsWith("_metadata") };
  known.set(key, found);
  return found;
};

/** What a key on the wire means here. */
export const info = (key: string): Key => known.get(key) ?? learn(key);

/** `email_address` → `emailAddress`. */
export const camel = (key: string): string => info(key).name;
