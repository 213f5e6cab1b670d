"use client";

import { ClerkProvider, SignedIn, SignedOut, useClerk, useUser } from "clerk-wasm/nextjs";
import Link from "next/link";
import SignIn from "./SignIn.js";

/** What stands around every page; `base` is where the pages of a router begin. The key comes from .env. */
export default function Shell({ base = "", children }) {
  return (
    <ClerkProvider>
      <SignedIn>
        <Header base={base} />
      </SignedIn>
      <main>
        <SignedOut>
          <SignIn />
        </SignedOut>
        <SignedIn>{children}</SignedIn>
      </main>
    </ClerkProvider>
  );
}

function Header({ base }) {
  const { signOut } = useClerk();
  const { user } = useUser();

  return (
    <header>
      <nav>
        <Link href={`${base}/organizations`}>Organizations</Link>
        <Link href={`${base}/organizations/new`}>New</Link>
      </nav>
      <span>{user?.primaryEmailAddress?.emailAddress}</span>
      <button type="button" onClick={() => signOut()}>
        Sign out
      </button>
    </header>
  );
}
