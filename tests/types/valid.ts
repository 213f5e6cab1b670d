// Every public method, as documented: all of this must compile under `strict`.
import { Clerk, type ClerkAPIResponseError, ClerkRuntimeError } from "clerk-wasm";
import { Clerk as SlimClerk } from "clerk-wasm/slim";

/** Compiles only if the value has exactly this type: assignable both ways, and not `any`. */
function is<Expected>() {
  return <Actual>(_value: Actual & Same<Actual, Expected>) => {};
}
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? unknown : never;

type Organization = Awaited<ReturnType<Clerk["createOrganization"]>>;
type Membership = Awaited<ReturnType<Organization["getMemberships"]>>[number];
type Invitation = Awaited<ReturnType<Organization["inviteMember"]>>;

const signal: AbortSignal = new AbortController().signal;

export async function lifecycle() {
  const clerk = new Clerk("pk_test_MTI3LjAuMC4xOjQwMTAk");
  const slim: Clerk = new SlimClerk("pk_test_MTI3LjAuMC4xOjQwMTAk");
  await slim.load();
  await clerk.load({ proxyUrl: "http://127.0.0.1:4010" });
  is<boolean>()(clerk.loaded);
  is<"loading" | "ready" | "degraded" | "error">()(clerk.status);
  is<string>()(clerk.version);
  is<boolean>()(clerk.isSignedIn);
  const listener = (status: "loading" | "ready" | "degraded" | "error") => void status;
  clerk.on("status", listener, { notify: true });
  clerk.off("status", listener);
  const unsubscribe = clerk.addListener(({ client, session, user, organization }) => {
    void [client.sessions.length, session?.id, user?.id, organization?.id];
  });
  unsubscribe();
  await clerk.setActive({ session: "sess_1", organization: "org_1" });
  await clerk.setActive({ session: clerk.session ?? null, organization: clerk.organization ?? null });
  await clerk.setActive({ organization: null });
  await clerk.signOut();
  await clerk.signOut({ sessionId: "sess_1" });
}

export async function people(clerk: Clerk) {
  const { client, session, user } = clerk;
  if (!client || !session || !user) return;
  const signIn = await client.signIn.create({ identifier: "ada@heron.test", password: "blue-heron-42" });
  is<string | null>()(signIn.createdSessionId);
  await client.signIn.create({ strategy: "ticket", ticket: "t" });
  await signIn.prepareFirstFactor({ strategy: "email_code" });
  await signIn.attemptFirstFactor({ strategy: "password", password: "p" });
  await signIn.reload();
  const signUp = await client.signUp.create({ emailAddress: "new@heron.test", password: "p", firstName: "N" });
  await signUp.prepareEmailAddressVerification();
  await signUp.prepareEmailAddressVerification({ strategy: "email_code" });
  await signUp.update({ lastName: "M", unsafeMetadata: { theme: "dark" } });
  await signUp.reload();
  const done = await signUp.attemptEmailAddressVerification({ code: "123456" });
  await clerk.setActive({ session: done.createdSessionId });
  await client.signUp.create({ strategy: "ticket", ticket: "t", password: "p" });
  is<string | null>()(await session.getToken());
  await session.getToken({ template: "backend", skipCache: true });
  is<boolean>()(session.checkAuthorization({ role: "admin", permission: "org:sys_memberships:manage" }));
  await session.touch({ activeOrganizationId: "org_1" });
  await session.end();
  await session.remove();
  is<Date>()(user.createdAt);
  await user.update({ firstName: null });
  is<string | null>()(user.firstName);
  await user.reload();
  for (const membership of await user.getOrganizationMemberships()) is<Membership>()(membership);
  for (const invitation of await user.getOrganizationInvitations({ status: ["pending"] })) {
    is<string>()(invitation.publicOrganizationData.name);
    await invitation.accept();
  }
  await user.leaveOrganization("org_1");
}

export async function organizations(clerk: Clerk) {
  const organization = await clerk.createOrganization({ name: "Blue Heron Labs", slug: "blue-heron-labs" });
  is<string>()(organization.id);
  is<string | null>()(organization.slug);
  is<Date>()(organization.updatedAt);
  is<Organization>()(await clerk.getOrganization(organization.id, { signal }));
  is<Organization>()(await organization.update({ name: "Heron" }));
  is<Organization>()(await organization.reload());
  const roles = await organization.getRoles();
  is<string>()(roles.map(({ key }) => key).join());
  is<string | undefined>()(roles[0]?.permissions[0]?.key);
  await organization.destroy();
}

export async function members(organization: Organization) {
  const all = await organization.getMemberships({ role: ["admin"], query: "Smith, John", signal });
  const page = await organization.getMemberships({ initialPage: 2, pageSize: 20 });
  is<number>()(page.total_count);
  is<Membership[]>()([...page.data, ...all]);
  is<Membership | undefined>()(page.find(({ role }) => role === "admin"));
  await organization.addMember({ userId: "user_1", role: "admin" });
  is<Membership>()(await organization.updateMember({ userId: "user_1", role: "basic_member" }));
  await organization.removeMember("user_1");
  const [membership] = page;
  if (!membership) return;
  is<Membership>()(await membership.update({ role: "admin" }));
  is<string>()(membership.organization.name);
  await membership.destroy();
}

export async function invitations(organization: Organization) {
  const invitation = await organization.inviteMember({
    emailAddress: "new@heron.test",
    role: "basic_member",
    redirectUrl: "https://app.test/accept",
  });
  is<string>()(invitation.emailAddress);
  is<Invitation>()(await invitation.revoke());
  const sent = await organization.inviteMembers({ emailAddresses: ["a@heron.test", "b@heron.test"], role: "admin" });
  is<Invitation | undefined>()(sent[0]);
  is<number>()((await organization.getInvitations({ status: ["revoked"] })).total_count);
  for (const pending of await organization.getPendingInvitations()) await pending.revoke();
}

/** Methods are bound: they may be taken off their object, spread, and put in dependency lists. */
export async function detached(clerk: Clerk, organization: Organization) {
  const { createOrganization, getOrganizationMemberships } = clerk;
  const { getMemberships } = { ...organization };
  await createOrganization({ name: "Heron" });
  await getOrganizationMemberships({ initialPage: 1, pageSize: 10 });
  await getMemberships();
}

export function failed(error: ClerkAPIResponseError) {
  is<number>()(error.status);
  is<true>()(error.clerkError);
  for (const { code, message, longMessage, meta } of error.errors) {
    is<string>()(code);
    is<string>()(message);
    is<string | undefined>()(longMessage);
    is<string | undefined>()(meta?.paramName);
  }
  is<number | undefined>()(error.retryAfter);
}

export function failedHere(error: unknown) {
  if (!(error instanceof ClerkRuntimeError)) return;
  is<string>()(error.code);
  is<string | undefined>()(error.field);
  is<true>()(error.clerkError);
}
