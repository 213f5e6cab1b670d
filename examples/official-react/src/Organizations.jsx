import { useOrganizationList } from "@clerk/react";
import { useState } from "react";
import More from "./More.jsx";
import { useAction } from "./useAction.js";

export default function Organizations() {
  const { isLoaded, createOrganization, setActive, userMemberships, userInvitations } = useOrganizationList({
    userMemberships: { infinite: true },
    userInvitations: { infinite: true },
  });
  const [name, setName] = useState("");
  const { problem, run } = useAction();

  if (!isLoaded) return null;

  async function create() {
    const organization = await createOrganization({ name });
    setName("");
    await userMemberships.revalidate();
    await setActive({ organization });
  }

  async function accept(invitation) {
    await invitation.accept();
    await Promise.all([userInvitations.revalidate(), userMemberships.revalidate()]);
  }

  return (
    <section>
      <h1>Your organizations</h1>
      <ul>
        {userMemberships.data.map(({ id, organization }) => (
          <li key={id}>
            <span>{organization.name}</span>
            <button type="button" onClick={() => run(() => setActive({ organization: organization.id }))}>
              Open
            </button>
          </li>
        ))}
      </ul>
      <More list={userMemberships} />
      {userInvitations.data.map((invitation) => (
        <p key={invitation.id}>
          You are invited to {invitation.publicOrganizationData.name}.{" "}
          <button type="button" onClick={() => run(() => accept(invitation))}>
            Accept
          </button>
        </p>
      ))}
      <More list={userInvitations} />
      <form
        onSubmit={(e) => {
          e.preventDefault();
          run(create);
        }}
      >
        <div>
          <label htmlFor="name">Name</label>
          <input id="name" value={name} onChange={(e) => setName(e.target.value)} required />
        </div>
        {problem && <p role="alert">{problem}</p>}
        <button type="submit">Create organization</button>
      </form>
    </section>
  );
}
