// A page of all gates: each shows its own name.
import { ClerkProvider, Protect, Show, SignedIn, SignedOut } from "clerk-wasm/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

const no = <li>no</li>;

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <ClerkProvider publishableKey={document.documentElement.dataset.key}>
      <ul>
        <SignedIn>
          <li>SignedIn</li>
        </SignedIn>
        <SignedOut>
          <li>SignedOut</li>
        </SignedOut>
        <Protect>
          <li>Protect</li>
        </Protect>
        <Protect role="admin" fallback={no}>
          <li>Protect role</li>
        </Protect>
        <Protect permission="org:sys_memberships:manage" fallback={no}>
          <li>Protect permission</li>
        </Protect>
        <Protect condition={(has) => has({ role: "org:admin" })} fallback={no}>
          <li>Protect condition</li>
        </Protect>
        <Show when="signed-in" fallback={no}>
          <li>Show signed-in</li>
        </Show>
        <Show when="signed-out" fallback={no}>
          <li>Show signed-out</li>
        </Show>
        <Show when={{ role: "basic_member" }} fallback={no}>
          <li>Show role</li>
        </Show>
      </ul>
    </ClerkProvider>
  </StrictMode>,
);
