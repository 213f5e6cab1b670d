import { useOrganizations } from "clerk-wasm/react";
import { useEffect, useState } from "react";
import Invitations from "./Invitations.jsx";
import Members from "./Members.jsx";

/** One organization with its members, and, for administrators, its invitations. */
export default function Organization({ organizationId }) {
  const { getOrganizationMemberships } = useOrganizations();
  const [memberships, setMemberships] = useState();
  const [problem, setProblem] = useState("");

  useEffect(() => {
    getOrganizationMemberships()
      .then(setMemberships)
      .catch((err) => setProblem(err.message));
  }, [getOrganizationMemberships]);

  if (problem) return <p role="alert">{problem}</p>;
  if (!memberships) return null;
  const membership = memberships.find(({ organization }) => organization.id === organizationId);
  if (!membership) return <p role="alert">There is no such organization, or you are not a member of it.</p>;

  const { organization, role } = membership;
  const isAdmin = role === "admin";

  return (
    <>
      <h1>{organization.name}</h1>
      <Members organization={organization} isAdmin={isAdmin} />
      {isAdmin && <Invitations organization={organization} />}
    </>
  );
}
