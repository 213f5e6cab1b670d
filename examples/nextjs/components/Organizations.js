import { useOrganizations } from "clerk-wasm/nextjs";
import Link from "next/link";
import { useEffect, useState } from "react";

/** The organizations that one belongs to, each a link to its page below `base`. */
export default function Organizations({ base }) {
  const { getOrganizationMemberships } = useOrganizations();
  const [memberships, setMemberships] = useState();
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
              <Link href={`${base}/${organization.id}`}>{organization.name}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
