import { useState } from "react";
import { useList } from "./useList.js";

/** The pending invitations. Administrators revoke them here, and invite others. */
export default function Invitations({ organization }) {
  const { getPendingInvitations, inviteMember } = organization;
  const [emailAddress, setEmailAddress] = useState("");
  const { items: invitations, problem, run } = useList(getPendingInvitations);

  function invite(e) {
    e.preventDefault();
    run(inviteMember({ emailAddress, role: "basic_member" }).then(() => setEmailAddress("")));
  }

  return (
    <section>
      <h2>Pending invitations</h2>
      {invitations && (
        <ul>
          {invitations.map((invitation) => (
            <li key={invitation.id}>
              <span>{invitation.emailAddress}</span>
              <button
                type="button"
                aria-label={`Revoke the invitation of ${invitation.emailAddress}`}
                onClick={() => run(invitation.revoke())}
              >
                Revoke
              </button>
            </li>
          ))}
        </ul>
      )}
      <h2>Invite a new member</h2>
      <form onSubmit={invite}>
        <div>
          <label htmlFor="email_address">Email address</label>
          <input
            id="email_address"
            name="email_address"
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
