import { SignedIn, SignedOut } from "clerk-wasm/react";
import Header from "./Header.jsx";
import NewOrganization from "./organizations/NewOrganization.jsx";
import Organization from "./organizations/Organization.jsx";
import Organizations from "./organizations/Organizations.tsx";
import SignIn from "./SignIn.jsx";

export default function App() {
  return (
    <>
      <SignedIn>
        <Header />
      </SignedIn>
      <main>
        <SignedOut>
          <SignIn />
        </SignedOut>
        <SignedIn>
          <Page path={window.location.pathname} />
        </SignedIn>
      </main>
    </>
  );
}

function Page({ path }) {
  const id = path.split("/")[2];
  if (id === "new") return <NewOrganization />;
  return id ? <Organization organizationId={id} /> : <Organizations />;
}
