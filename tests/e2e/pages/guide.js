const creation = document.getElementById("new_organization");
creation.addEventListener("submit", async (e) => {
  e.preventDefault();
  const inputEl = creation.getElementsByTagName("input")[0];
  try {
    const organization = await window.Clerk.createOrganization({ name: inputEl.value });
    document.body.dataset.created = organization.id;
  } catch (err) {
    console.error(err);
  }
});

async function renderOrganizations() {
  const list = document.getElementById("organizations_list");
  try {
    const organizationMemberships = await window.Clerk.getOrganizationMemberships();
    organizationMemberships.map(({ organization }) => {
      const li = document.createElement("li");
      li.textContent = `${organization.name} - ${organization.role}`;
      return list.appendChild(li);
    });
  } catch (err) {
    console.error(err);
  }
}

function addButton(li, text, onClick) {
  const button = document.createElement("button");
  button.textContent = text;
  button.addEventListener("click", async (e) => {
    e.preventDefault();
    await onClick();
    button.dataset.done = "true";
  });
  li.appendChild(button);
}

async function renderMemberships(currentOrganization) {
  const list = document.getElementById("memberships_list");
  try {
    const isAdmin = currentOrganization.role === "admin";
    const memberships = await currentOrganization.getMembers();
    memberships.map((membership) => {
      const li = document.createElement("li");
      li.textContent = `${membership.identifier} - ${membership.role}`;
      if (isAdmin) {
        addButton(li, "Change role", async () => {
          const role = membership.role === "admin" ? "basic_member" : "admin";
          await membership.update({ role });
        });
        addButton(li, "Remove", async () => {
          await currentOrganization.removeMember(membership.userId);
        });
      }
      return list.appendChild(li);
    });
  } catch (err) {
    console.error(err);
  }
}

async function renderInvitations(currentOrganization) {
  const list = document.getElementById("invitations_list");
  try {
    const isAdmin = currentOrganization.role === "admin";
    const invitations = await currentOrganization.getPendingInvitations();
    invitations.map((invitation) => {
      const li = document.createElement("li");
      li.textContent = `${invitation.emailAddress} - ${invitation.role}`;
      if (isAdmin) {
        addButton(li, "Revoke", async () => {
          await invitation.revoke();
        });
      }
      return list.appendChild(li);
    });
  } catch (err) {
    console.error(err);
  }
}

async function init() {
  const organizationId = new URLSearchParams(window.location.search).get("id");
  if (!organizationId) {
    return;
  }
  const currentOrganization = await window.Clerk.getOrganization(organizationId);
  if (!currentOrganization) {
    return;
  }
  const isAdmin = currentOrganization.role === "admin";

  renderMemberships(currentOrganization);
  renderInvitations(currentOrganization);

  if (isAdmin) {
    const form = document.getElementById("new_invitation");
    form.addEventListener("submit", async (e) => {
      e.preventDefault();
      const inputEl = form.getElementsByTagName("input")[0];
      try {
        await currentOrganization.inviteMember({
          emailAddress: inputEl.value,
          role: "basic_member",
        });
        inputEl.dataset.done = inputEl.value;
      } catch (err) {
        console.error(err);
      }
    });
  }
}

renderOrganizations();
init();
