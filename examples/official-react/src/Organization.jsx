import { Show, useOrganization } from "@clerk/react";
import { useState } from "react";
import More from "./More.jsx";
import { useAction } from "./useAction.js";

export default function Organization() {
  const { organization, memberships } = useOrganization({ memberships: { infinite: true } });
  const { problem, run } = useAction();

  if (!organization) return null;

  async function switchRole(membership) {
    await membership.update({ role: membership.role === "admin" ? "basic_member" : "admin" });
    await memberships.revalidate();
  }

  async function remove(membership) {
    await membership.destroy();
    await memberships.revalidate();
  }

  return (
    <>
      <section>
        <h2>{organization.name}</h2>
        <h3>Members</h3>
        {problem && <p role="alert">{problem}</p>}
        <ul>
          {memberships.data?.map((membership) => (
            <li key={membership.id}>
              <span>
                {membership.publicUserData.identifier} - {membership.role}
              </span>
              <Show when={{ role: "admin" }}>
                <button type="button" onClick={() => run(() => switchRole(membership))}>
                  Change role
                </button>
                <button type="button" onClick={() => run(() => remove(membership))}>
                  Remove
                </button>
              </Show>
            </li>
          ))}
        </ul>
        <More list={memberships} />
      </section>
      <Show when={{ role: "admin" }}>
        <Invitations />
      </Show>
    </>
  );
}

function Invitations() {
  const { organization, invitations } = useOrganization({ invitations: { infinite: true } });
  const [emailAddress, setEmailAddress] = useState("");
  const { problem, run } = useAction();

  async function invite() {
    await organization.inviteMember({ emailAddress, role: "basic_member" });
    setEmailAddress("");
    await invitations.revalidate();
  }

  async function revoke(invitation) {
    await invitation.revoke();
    await invitations.revalidate();
  }

  return (
    <section>
      <h3>Pending invitations</h3>
      <ul>
        {invitations?.data?.map((invitation) => (
          <li key={invitation.id}>
            <span>{invitation.emailAddress}</span>
            <button type="button" onClick={() => run(() => revoke(invitation))}>
              Revoke
            </button>
          </li>
        ))}
      </ul>
      <More list={invitations} />
      <form
        onSubmit={(e) => {
          e.preventDefault();
          run(invite);
        }}
      >
        <div>
          <label htmlFor="email_address">Email address</label>
          <input
            id="email_address"
            type="email"
            value={emailAddress}
            onChange={(e) => setEmailAddress(e.target.value)}
            required
          />
        </div>
        {problem && <p role="alert">{problem}</p>}
        <button type="submit">Invite</button>
      </form>
    </section>
  );
}
