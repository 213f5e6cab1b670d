// Right and wrong uses of the hooks and components. A marked line that compiles is reported.
import { Clerk } from "clerk-wasm";
import * as next from "clerk-wasm/nextjs";
import {
  ClerkProvider,
  Protect,
  Show,
  SignedIn,
  useAuth,
  useClerk,
  useOrganization,
  useOrganizationList,
  useOrganizations,
  useUser,
} from "clerk-wasm/react";

export function Providers() {
  return (
    <>
      <ClerkProvider publishableKey="pk_test_1" proxyUrl="/__clerk">
        text
      </ClerkProvider>
      <ClerkProvider clerk={new Clerk("pk_test_1")} />
      <next.ClerkProvider />
      {/* @ts-expect-error a key or an object is needed */}
      <ClerkProvider />
      {/* @ts-expect-error the object has its own proxy */}
      <ClerkProvider clerk={new Clerk("pk_test_1")} proxyUrl="/__clerk" />
    </>
  );
}

export function Gates() {
  return (
    <>
      <SignedIn>in</SignedIn>
      <Protect role="admin" fallback={<p>no</p>} />
      <Protect condition={(has) => has({ permission: "org:sys_memberships:manage" })} />
      <Show when={{ role: "admin" }}>admin</Show>
      <Show when="signed-out" />
      {/* @ts-expect-error there is no such state */}
      <Show when="pending" />
      {/* @ts-expect-error a role is a text */}
      <Protect role={["admin"]} />
    </>
  );
}

export function Auth(): string {
  const auth = useAuth();
  // @ts-expect-error nothing is known before the load
  auth.userId.length;
  if (!auth.isSignedIn) return auth.isLoaded ? "nobody" : "loading";
  if (auth.orgId) return `${auth.orgRole.length} ${auth.orgSlug ?? ""}`;
  return auth.userId;
}

export function Organization() {
  const { isLoaded, organization, memberships, invitations } = useOrganization({
    memberships: { infinite: true, role: ["admin"], query: "a", pageSize: 5 },
    invitations: { status: ["pending"], keepPreviousData: true },
  });
  if (!isLoaded || !organization) return null;
  void memberships.setData((pages) => pages.slice(1));
  void invitations.setData((page) => page && { ...page, total_count: 0 });
  // @ts-expect-error one page is no list of pages
  void invitations.setData((pages) => pages.slice(1));
  invitations.fetchPage((page) => page + 1);
  const total: number = memberships.count;
  return (
    <p>
      {memberships.data.map(({ identifier }) => identifier)} {total} {invitations.error?.message}
    </p>
  );
}

export function Unlisted() {
  const { domains, membershipRequests } = useOrganization({ memberships: false, invitations: null });
  const { userSuggestions } = useOrganizationList({ userMemberships: undefined });
  const none: never[] | undefined = userSuggestions.data;
  return [domains?.hasNextPage, membershipRequests?.fetchNext?.(), none];
}

export function WrongLists() {
  // @ts-expect-error this one is not in the package
  useOrganization({ domains: true });
  // @ts-expect-error there is no such list
  useOrganization({ members: true });
  // @ts-expect-error a page is a number
  useOrganizationList({ userMemberships: { initialPage: "2" } });
}

export async function Calls() {
  const { createOrganization, getOrganization, getOrganizationMemberships } = useOrganizations();
  const { id } = await createOrganization({ name: "Heron" });
  const names: string[] = (await getOrganizationMemberships()).map(({ organization }) => organization.name);
  const { userMemberships } = useOrganizationList({ userMemberships: true });
  const { user } = useUser();
  await useClerk().setActive({ organization: id, navigate: ({ session }) => session?.id });
  return [await getOrganization(id), names, userMemberships.data?.length, user?.firstName];
}
