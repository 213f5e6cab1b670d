import type { OrganizationMembershipResource } from "clerk-wasm";
import { useOrganizations } from "clerk-wasm/react";
import { useEffect, useState } from "react";

/** The organizations that one belongs to, each a link to its page. */
export default function Organizations() {
  const { getOrganizationMemberships } = useOrganizations();
  const [memberships, setMemberships] = useState<OrganizationMembershipResource[]>();
  const [problem, setProblem] = useState("");

  useEffect(() => {
    getOrganizationMemberships()
      .then(setMemberships)
      .catch((err) => setProblem(err.message));
  }, [getOrganizationMemberships]);

  return (
    <section>
      <h1>Your organizations</h1>
      {problem && <p role="alert">{problem}</p>}
      {memberships && (
        <ul>
          {memberships.map(({ organization }) => (
            <li key={organization.id}>
              <a href={`/organizations/${organization.id}`}>{organization.name}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
