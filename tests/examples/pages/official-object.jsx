// The app of examples/official-react, on a Clerk object or class of ours that it is given.
import { ClerkProvider, OrganizationSwitcher, RedirectToSignIn, UserButton } from "@clerk/react";
import { Clerk } from "clerk-wasm";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import App from "../../../examples/official-react/src/App.jsx";

const { key } = document.documentElement.dataset;
const asked = new URLSearchParams(window.location.search);
const given = asked.has("class") ? Clerk : new Clerk(key);

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <ClerkProvider publishableKey={key} Clerk={given}>
      <App />
      {asked.has("components") && (
        <>
          <UserButton />
          <OrganizationSwitcher />
          <RedirectToSignIn />
        </>
      )}
    </ClerkProvider>
  </StrictMode>,
);
