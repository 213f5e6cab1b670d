// pages/organizations/[id].js
import { useState, useEffect, useCallback } from "react";
import { useRouter } from "next/router";
import { useOrganizations } from "clerk-wasm/nextjs";

// View and manage organization members, along with any
// pending invitations.
// Invite new members.
export default function Organization() {
  const [organizationMemberships, setOrganizationMemberships] = useState([]);

  const { query } = useRouter();
  const organizationId = query.id;

  const { getOrganizationMemberships } = useOrganizations();

  useEffect(() => {
    async function fetchOrganizationMemberships() {
      try {
        const orgMemberships = await getOrganizationMemberships();
        setOrganizationMemberships(orgMemberships);
      } catch (err) {
        console.log(err);
      }
    }

    fetchOrganizationMemberships();
  }, [organizationId, getOrganizationMemberships]);

  const currentOrganizationMembership = organizationMemberships.find(membership => 
    membership.organization.id === organizationId);

  if (!currentOrganizationMembership) {
    return null;
  }
  
  const isAdmin = currentOrganizationMembership.role === "admin";

  return (
    <div>
      <h2>{currentOrganizationMembership.organization.name}</h2>

      <Memberships organization={currentOrganizationMembership.organization} isAdmin={isAdmin} />
      {isAdmin && <Invitations organization={currentOrganizationMembership.organization} />}
    </div>
  );
}

// List of organization memberships. Administrators can
// change member roles or remove members from the organization.
function Memberships({ organization, isAdmin }) {
  const [memberships, setMemberships] = useState([]);

  const getMemberships = organization.getMemberships;

  const fetchMemberships = useCallback(async () => {
    try {
      const membs = await getMemberships();
      setMemberships(membs);
    } catch (err) {
      console.error(err);
    }
  }, [getMemberships]);

  useEffect(() => {
    fetchMemberships();
  }, [fetchMemberships]);

  async function remove(userId) {
    try {
      await organization.removeMember(userId);
      fetchMemberships();
    } catch (err) {
      console.error(err);
    }
  }

  async function switchRole(membership) {
    const role = membership.role === "admin" ? "basic_member" : "admin";
    try {
      await membership.update({ role });
      fetchMemberships();
    } catch (err) {
      console.error(err);
    }
  }

  return (
    <div>
      <b>Members</b>
      <ul>
        {memberships.map((membership) => (
          <li key={membership.id}>
            {membership.publicUserData.identifier} - {membership.role}
            {isAdmin && (
              <>
                <br />
                <button
                  onClick={(e) => {
                    switchRole(membership);
                  }}
                >
                  Change role
                </button>
                &nbsp;or&nbsp;
                <button
                  onClick={(e) => {
                    e.preventDefault();
                    remove(membership.publicUserData.userId);
                  }}
                >
                  Remove
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

// List of organization pending invitations. 
// You can invite new organization members and 
// revoke already sent invitations.
function Invitations({ organization }) {
  const [invitations, setInvitations] = useState([]);
  const [emailAddress, setEmailAddress] = useState("");

  const getPendingInvitations = organization.getPendingInvitations;

  const fetchInvitations = useCallback(async () => {
    try {
      const invites = await getPendingInvitations();
      setInvitations(invites);
    } catch (err) {
      console.error(err);
    }
  }, [getPendingInvitations]);

  useEffect(() => {
    fetchInvitations();
  }, [fetchInvitations]);

  async function invite(e) {
    e.preventDefault();
    try {
      await organization.inviteMember({ 
        emailAddress, 
        role: "basic_member", 
      });
      setEmailAddress("");
      fetchInvitations();
    } catch (err) {
      console.error(err);
    }
  }

  async function revoke(invitation) {
    try {
      await invitation.revoke();
      fetchInvitations();
    } catch (err) {
      console.error(err);
    }
  }

  return (
    <div>
      <b>Pending invitations</b>
      <ul>
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            {invitation.emailAddress}
            &nbsp;
            <button
              onClick={(e) => {
                e.preventDefault();
                revoke(invitation);
              }}
            >
              Revoke
            </button>
          </li>
        ))}
      </ul>

      <b>Invite new member</b>
      <form onSubmit={invite}>
        <div>
          <label>Email address</label>
          <br />
          <input
            type="email"
            name="email_address"
            value={emailAddress}
            onChange={(e) => setEmailAddress(e.target.value)}
          />
        </div>
        <button>Invite</button>
      </form>
    </div>
  );
}
