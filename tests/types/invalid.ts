// Wrong uses: each marked line must be an error. One that compiles is reported as an unused directive.
import { Clerk } from "clerk-wasm";

type Organization = Awaited<ReturnType<Clerk["createOrganization"]>>;

// @ts-expect-error a key is required
new Clerk();

export async function wrong(clerk: Clerk, organization: Organization) {
  // @ts-expect-error a number is no address
  await clerk.load({ proxyUrl: 4010 });
  // @ts-expect-error a name is required
  await clerk.createOrganization({});
  // @ts-expect-error parameters travel in an object
  await clerk.createOrganization("Heron");
  // @ts-expect-error names are camelCase
  await organization.inviteMember({ email_address: "a@heron.test", role: "admin" });
  // @ts-expect-error a role is required
  await organization.inviteMember({ emailAddress: "a@heron.test" });
  // @ts-expect-error several addresses are an array
  await organization.inviteMembers({ emailAddresses: "a@heron.test", role: "admin" });
  // @ts-expect-error the user's id is required
  await organization.removeMember();
  // @ts-expect-error no such parameter
  await organization.getMemberships({ page: 2 });
  // @ts-expect-error roles are an array
  await organization.getMemberships({ role: "admin" });
  // @ts-expect-error a page starts at a number
  await organization.getMemberships({ initialPage: "2" });
  // @ts-expect-error no such event
  clerk.on("ready", () => {});
  // @ts-expect-error there is no session before one signs in
  clerk.session.id;
  // @ts-expect-error the promise must be awaited
  organization.getMemberships().map(({ role }) => role);
  // @ts-expect-error dates are Dates
  organization.createdAt.startsWith("2026");
  // @ts-expect-error wire names are not there
  organization.members_count;
  // @ts-expect-error nothing has to be freed
  organization.free();
}
