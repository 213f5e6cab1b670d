import { count } from "./element.js";
import { showInvitations } from "./invitations.js";
import { showMembers } from "./members.js";
import { describe } from "./problem.js";
import { isAdmin, roleBadge } from "./roles.js";
import { openPage } from "./session.js";
import { showSettings } from "./settings.js";
import { announce } from "./status.js";

const part = (id) => document.getElementById(id);

/** Fetches the organization as it is now, and shows it. Runs again after every change. */
async function render() {
  const id = new URLSearchParams(location.search).get("id") ?? "";
  const organization = await window.Clerk.getOrganization(id);
  const admin = isAdmin(organization.role);
  const [members, invitations, roles] = await Promise.all([
    organization.getMemberships(),
    admin ? organization.getPendingInvitations() : [],
    admin ? organization.getRoles() : [],
  ]);
  showHead(organization, members);
  showMembers(organization, members, roles, refresh);
  showInvitations(organization, invitations, roles, refresh);
  showSettings(organization);
  for (const section of document.querySelectorAll("[data-admin]")) section.hidden = !admin;
}

function showHead(organization, members) {
  const own = members.find(({ publicUserData }) => publicUserData.userId === window.Clerk.user.id);
  document.title = `${organization.name} · Heronry`;
  part("organization-name").textContent = organization.name;
  part("own-role").replaceChildren(roleBadge(organization.role, own?.roleName));
  part("organization-facts").textContent = `${organization.slug} · ${count(members.length, "member")}`;
}

/** Shows the present state without hiding the page. */
async function refresh() {
  try {
    await render();
  } catch (error) {
    if (error.status === 404) return openPage(render);
    announce(`The page may be out of date. ${describe(error)}`);
  }
}

// Another tab or another person may have changed it in the meantime.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && !document.querySelector("dialog")) refresh();
});

openPage(render);
