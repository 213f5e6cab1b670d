// The shapes that the guide's script-tag part reads.
import type { Clerk } from "clerk-wasm";

declare global {
  interface Window {
    Clerk: Clerk;
  }
}

export async function guide(id: string) {
  const memberships = await window.Clerk.getOrganizationMemberships();
  const names: string[] = memberships.map(({ organization, role }) => `${organization.name}: ${role}`);
  const organization = await window.Clerk.getOrganization(id);
  const isAdmin: boolean = organization.role === "admin";
  for (const membership of await organization.getMembers()) {
    const label: string = membership.identifier;
    await organization.updateMember({ userId: membership.userId, role: isAdmin ? "admin" : "basic_member" });
    names.push(label);
  }
  return names;
}
