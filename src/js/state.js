// The client's JSON → what `clerk.client`, `session`, `user` and `organization` are. What did not change keeps its
// identity, so that `===` tells whether to render again.

import { replace } from "./objects.js";

/**
 * `revive` and `build` make objects. `update(json, sessionId)` answers `{client, session, user, organization}`.
 */
export const createState = ({ revive, build }) => {
  let built = new Map();
  let signIn = build({}, "sign_in");
  let signUp = build({}, "sign_up");

  /** The object built from `json` before, or a new one. */
  const remembered = (next, json, make) => {
    const text = JSON.stringify(json);
    const before = built.get(json.id);
    const entry = before?.text === text ? before : { text, object: make() };
    next.set(json.id, entry);
    return entry.object;
  };

  const buildSession = (next) => (json) => {
    const { user, ...rest } = json;
    const person = user && remembered(next, user, () => revive(user, "user"));
    return remembered(next, json, () => build(rest, "session", { user: person }));
  };

  /** The attempt that `json` goes on with, or a fresh one. */
  const attempt = (current, json, type) => {
    if (!json) return current.id === undefined ? current : build({}, type);
    const next = build(json, type);
    return current.id === undefined || current.id === json.id ? replace(current, next) : next;
  };

  const update = (json, sessionId) => {
    const next = new Map();
    const { sessions: list = [], sign_in, sign_up, ...rest } = json ?? {};
    const sessions = list.map(buildSession(next));
    signIn = attempt(signIn, sign_in, "sign_in");
    signUp = attempt(signUp, sign_up, "sign_up");
    const signedInSessions = sessions.filter(({ status }) => status === "active" || status === "pending");
    const make = () =>
      build(rest, "client", { signIn, signUp, sessions, signedInSessions, activeSessions: signedInSessions });
    const client = remembered(next, { id: "client", json }, make);
    built = next;
    const session = sessions.find(({ id }) => id === sessionId) ?? null;
    const user = session?.user ?? null;
    const active = session?.lastActiveOrganizationId;
    const membership = user?.organizationMemberships?.find(({ organization }) => organization.id === active);
    return { client, session, user, organization: membership?.organization ?? null };
  };

  return { update };
};

/** Who looks: their id, and their role by organization id. */
export const viewerOf = (json, sessionId) => {
  const user = json?.sessions?.find(({ id }) => id === sessionId)?.user;
  const roles = (user?.organization_memberships ?? []).map(({ role, organization }) => [organization.id, role]);
  return { id: user?.id, roles: new Map(roles) };
};
