// What a session and a user have beside their data and their calls.

/** Claims and parts of a JWT, in the official shape (`lastActiveToken.jwt.claims`). */
export const readToken = (raw) => {
  const parts = raw.split(".");
  const parse = (part) => {
    const bytes = Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  const [header, payload, signature] = parts;
  const claims = parse(payload);
  return {
    jwt: { header: parse(header), claims: { __raw: raw, ...claims }, encoded: { header, payload, signature } },
    getRawString: () => raw,
  };
};

const withoutPrefix = (key) => (typeof key === "string" ? key.replace(/^(org:)+/, "") : undefined);

/**
 * Whether the session's user has the role and the permission in the active organization (FAPI 2.6). All that is asked
 * must hold, and what this SDK cannot tell (a feature, a plan, a reverification) does not.
 */
const isAuthorized = (session, asked) => {
  const { role, permission, ...unknown } = asked ?? {};
  const active = session.lastActiveOrganizationId;
  const membership = session.user?.organizationMemberships?.find(({ organization }) => organization.id === active);
  if (!membership || (role === undefined && permission === undefined)) return false;
  if (Object.values(unknown).some((value) => value !== undefined)) return false;
  const hasRole = role === undefined || withoutPrefix(membership.role) === withoutPrefix(role);
  const permissions = (membership.permissions ?? []).map(withoutPrefix);
  return hasRole && (permission === undefined || permissions.includes(withoutPrefix(permission)));
};

/** Finishes objects of these types; `getToken(options)` is the Clerk's, where `sessionId` may name the session. */
export const createFinishers = (getToken) => ({
  session(session) {
    const raw = session.lastActiveToken?.jwt;
    if (typeof raw === "string") session.lastActiveToken = readToken(raw);
    session.getToken = (options) => getToken({ ...options, sessionId: session.id });
    session.checkAuthorization = (asked) => isAuthorized(session, asked);
    return session;
  },
  user(user) {
    user.fullName = [user.firstName, user.lastName].filter(Boolean).join(" ") || null;
    // These are the user's own, whoever is the current one.
    for (const { role, organization } of user.organizationMemberships ?? []) organization.role = role;
    user.primaryEmailAddress = user.emailAddresses?.find(({ id }) => id === user.primaryEmailAddressId) ?? null;
    return user;
  },
});
