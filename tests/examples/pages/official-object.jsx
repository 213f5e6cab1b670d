// The app of examples/official-react, on a Clerk object or class of ours that it is given.
import { ClerkProvider } from "@clerk/react";
import { Clerk } from "clerk-wasm";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import App from "../../../examples/official-react/src/App.jsx";

const { key } = document.documentElement.dataset;
const given = new URLSearchParams(window.location.search).has("class") ? Clerk : new Clerk(key);

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <ClerkProvider publishableKey={key} Clerk={given}>
      <App />
    </ClerkProvider>
  </StrictMode>,
);
