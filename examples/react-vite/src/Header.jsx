import { useClerk, useUser } from "clerk-wasm/react";

export default function Header() {
  const { signOut } = useClerk();
  const { user } = useUser();

  return (
    <header>
      <nav>
        <a href="/organizations">Organizations</a>
        <a href="/organizations/new">New</a>
      </nav>
      <span>{user?.primaryEmailAddress?.emailAddress}</span>
      <button type="button" onClick={() => signOut()}>
        Sign out
      </button>
    </header>
  );
}
