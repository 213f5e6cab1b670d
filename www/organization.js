/** @import { OrganizationMembershipResource, OrganizationResource } from "clerk-wasm" */

import { count, part } from "./element.js";
import { showInvitations } from "./invitations.js";
import { showMembers } from "./members.js";
import { isAdmin, roleBadge } from "./roles.js";
import { currentUser, openPage } from "./session.js";
import { showSettings } from "./settings.js";

/** Fetches the organization as it is now, and shows it. */
async function render() {
  const id = new URLSearchParams(location.search).get("id");
  if (!id) {
    location.replace("/");
    return "loading";
  }
  const organization = await window.Clerk.getOrganization(id);
  const admin = isAdmin(organization.role);
  const [members, invitations, roles] = await Promise.all([
    organization.getMemberships(),
    admin ? organization.getPendingInvitations() : [],
    admin ? organization.getRoles() : [],
  ]);
  showHead(organization, members);
  showMembers(organization, members, roles);
  showInvitations(organization, invitations, roles);
  showSettings(organization);
  for (const section of document.querySelectorAll("[data-admin]")) section.toggleAttribute("hidden", !admin);
}

/**
 * @param {OrganizationResource} organization
 * @param {OrganizationMembershipResource[]} members
 */
function showHead(organization, members) {
  const own = members.find(({ userId }) => userId === currentUser().id);
  document.title = `${organization.name} · Heronry`;
  part("organization-name").textContent = organization.name;
  part("own-role").replaceChildren(roleBadge(organization.role, own?.roleName));
  part("organization-facts").textContent = `${organization.slug} · ${count(members.length, "member")}`;
}

openPage(render);
