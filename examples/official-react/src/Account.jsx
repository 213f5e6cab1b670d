import { useAuth, useSession, useSessionList, useUser } from "@clerk/react";
import { useState } from "react";
import { useAction } from "./useAction.js";

export default function Account() {
  const { user } = useUser();
  const { session } = useSession();
  const { sessions } = useSessionList();
  const { getToken, orgRole, signOut } = useAuth();
  const [claims, setClaims] = useState();
  const { problem, run } = useAction();

  async function readToken() {
    const [, payload] = (await getToken()).split(".");
    setClaims(JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/"))));
  }

  return (
    <header>
      <span>
        {user?.primaryEmailAddress?.emailAddress} {orgRole && `(${orgRole})`}
      </span>
      <span>
        {session?.status} session, {sessions?.length} in this browser
      </span>
      {claims && <span>The token is for {claims.sub === user?.id ? "this user" : claims.sub}</span>}
      {problem && <span role="alert">{problem}</span>}
      <button type="button" onClick={() => run(readToken)}>
        Get a token
      </button>
      <button type="button" onClick={() => run(signOut)}>
        Sign out
      </button>
    </header>
  );
}
