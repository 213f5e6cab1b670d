// What a session and a user have beside their data and their calls.

import type { Json } from "./endpoint.js";
import type { Built, Surroundings } from "./objects.js";
import type { GetTokenOptions } from "./public.js";

/** Claims and parts of a JWT, in the official shape (`lastActiveToken.jwt.claims`); undefined if it is none. */
export const readToken = (raw: string) => {
  const [header = "", payload = "", signature = ""] = raw.split(".");
  try {
    const claims = { __raw: raw, ...parse(payload) };
    const encoded = { header, payload, signature };
    return { jwt: { header: parse(header), claims, encoded }, getRawString: () => raw };
  } catch {
    return undefined;
  }
};

const parse = (part: string): Json => {
  const bytes = Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
};

const withoutPrefix = (key: unknown): string | undefined =>
  typeof key === "string" ? key.replace(/^(org:)+/, "") : undefined;

/**
 * Whether the session's user has the role and the permission in the active organization (docs/fapi.md 2.6). All that is
 * asked must hold, and what this SDK cannot tell (a feature, a plan, a reverification) does not.
 */
const isAuthorized = (session: Built, asked: Json): boolean => {
  const { role, permission, ...unknown } = asked ?? {};
  const membership = membershipIn(session.user, session.lastActiveOrganizationId);
  if (!membership || (role === undefined && permission === undefined)) return false;
  if (Object.values(unknown).some((value) => value !== undefined)) return false;
  const hasRole = role === undefined || withoutPrefix(membership.role) === withoutPrefix(role);
  const permissions: unknown[] = (membership.permissions ?? []).map(withoutPrefix);
  return hasRole && (permission === undefined || permissions.includes(withoutPrefix(permission)));
};

/** A user's membership in an organization. */
export const membershipIn = (user: Json, organizationId: unknown): Json =>
  user?.organizationMemberships?.find(({ organization }: Json) => organization?.id === organizationId);

/** Finishes objects of these types; `getToken(options)` is the Clerk's, where `sessionId` may name the session. */
export const createFinishers = (
  getToken: (options: GetTokenOptions & { sessionId: string }) => Promise<string | null>,
): Surroundings["finish"] => ({
  session(session) {
    const raw = session.lastActiveToken?.jwt;
    if (typeof raw === "string") session.lastActiveToken = readToken(raw) ?? null;
    session.getToken = (options?: GetTokenOptions) => getToken({ ...options, sessionId: session.id });
    session.checkAuthorization = (asked: Json) => isAuthorized(session, asked);
    return session;
  },
  user(user) {
    user.fullName = [user.firstName, user.lastName].filter(Boolean).join(" ") || null;
    // These are the user's own, whoever is the current one.
    for (const { role, organization } of user.organizationMemberships ?? []) if (organization) organization.role = role;
    user.primaryEmailAddress = user.emailAddresses?.find(({ id }: Json) => id === user.primaryEmailAddressId) ?? null;
    return user;
  },
});
