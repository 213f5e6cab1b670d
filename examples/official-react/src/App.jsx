import { Show } from "@clerk/react";
import Account from "./Account.jsx";
import Organization from "./Organization.jsx";
import Organizations from "./Organizations.jsx";
import SignIn from "./SignIn.jsx";

export default function App() {
  return (
    <>
      <Show when="signed-in">
        <Account />
      </Show>
      <main>
        <Show when="signed-out">
          <SignIn />
        </Show>
        <Show when="signed-in">
          <Organizations />
          <Organization />
        </Show>
      </main>
    </>
  );
}
