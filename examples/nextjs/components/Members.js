import { useList } from "./useList.js";

/** Administrators change roles here, and remove members. */
export default function Members({ organization, isAdmin }) {
  const { getMemberships, removeMember } = organization;
  const { items: memberships, problem, run } = useList(getMemberships);

  const otherRole = ({ role }) => (role === "admin" ? "basic_member" : "admin");

  return (
    <section>
      <h2>Members</h2>
      {problem && <p role="alert">{problem}</p>}
      {memberships && (
        <ul>
          {memberships.map((membership) => (
            <li key={membership.id}>
              <span>
                {membership.identifier} - {membership.role}
              </span>
              {isAdmin && (
                <>
                  <button
                    type="button"
                    aria-label={`Change role of ${membership.identifier}`}
                    onClick={() => run(membership.update({ role: otherRole(membership) }))}
                  >
                    Change role
                  </button>
                  <button
                    type="button"
                    aria-label={`Remove ${membership.identifier}`}
                    onClick={() => run(removeMember(membership.userId))}
                  >
                    Remove
                  </button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
