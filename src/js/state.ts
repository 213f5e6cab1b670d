// The client's JSON → what `clerk.client`, `session`, `user` and `organization` are. What did not change keeps its
// identity, so that `===` tells whether to render again.

import type { ClientJson } from "../platform.js";
import type { Json } from "./endpoint.js";
import { type Built, type Objects, replace, type Viewer } from "./objects.js";
import type { Resources } from "./public.js";
import { membershipIn } from "./session.js";

/** Whether two values of JSON are the same. */
const isSame = (one: Json, other: Json): boolean => {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key], other[key]));
};

/** An object, what it was built from, and the objects within it that were built before. */
interface Entry {
  json: Json;
  parts: Json[];
  object: Built;
}

/** `update(json, sessionId)` answers `{client, session, user, organization}`. */
export const createState = ({ revive, build }: Pick<Objects, "revive" | "build">) => {
  let built = new Map<string, Entry>();
  let signIn = build({}, "sign_in");
  let signUp = build({}, "sign_up");

  /** The object that was built of the same JSON and the same parts before, or a new one. */
  const remembered = (next: Map<string, Entry>, id: string, json: Json, parts: Json[], make: () => Built): Built => {
    const before = built.get(id);
    const isKept =
      before?.parts.length === parts.length &&
      before.parts.every((part, index) => part === parts[index]) &&
      isSame(before.json, json);
    const entry = isKept ? before : { json, parts, object: make() };
    next.set(id, entry);
    return entry.object;
  };

  const buildSession = (next: Map<string, Entry>, { user, ...rest }: Json): Built => {
    const person = user && remembered(next, `${rest.id} user`, user, [], () => revive(user, "user"));
    return remembered(next, rest.id, rest, [person], () => build(rest, "session", { user: person }));
  };

  /** The attempt that `json` goes on with, or a fresh one. */
  const attempt = (current: Built, json: Json, type: string): Built => {
    if (!json) return current.id === undefined ? current : build({}, type);
    const next = build(json, type);
    return current.id === undefined || current.id === json.id ? replace(current, next) : next;
  };

  const update = (json: ClientJson | null | undefined, sessionId: string): Resources => {
    const next = new Map<string, Entry>();
    const { sessions: list, sign_in, sign_up, ...rest } = json ?? {};
    const sessions = (Array.isArray(list) ? list : []).filter(Boolean).map((session) => buildSession(next, session));
    signIn = attempt(signIn, sign_in, "sign_in");
    signUp = attempt(signUp, sign_up, "sign_up");
    const signedInSessions = sessions.filter(({ status }) => status === "active" || status === "pending");
    const make = () =>
      build(rest, "client", { signIn, signUp, sessions, signedInSessions, activeSessions: signedInSessions });
    const data = [json === null, rest, sign_in, sign_up];
    const client = remembered(next, "client", data, [signIn, signUp, ...sessions], make);
    built = next;
    const session = sessions.find(({ id }) => id === sessionId) ?? null;
    const user = session?.user ?? null;
    const organization = membershipIn(user, session?.lastActiveOrganizationId)?.organization ?? null;
    return { client, session, user, organization } as unknown as Resources;
  };

  return { update };
};

/** Who looks: their id, and their role by organization id. */
export const viewerOf = (user: Json): Viewer => {
  const memberships: Json[] = user?.organization_memberships ?? [];
  return { id: user?.id, roles: new Map(memberships.map((mine) => [mine?.organization?.id, mine?.role])) };
};
