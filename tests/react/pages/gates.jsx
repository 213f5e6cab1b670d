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
        <Protect fallback={no}>
          <li>Protect</li>
        </Protect>
        <Protect role={undefined} permission={undefined} fallback={no}>
          <li>Protect without a value</li>
        </Protect>
        <Protect condition={undefined} fallback={no}>
          <li>Protect without a condition</li>
        </Protect>
        <Protect plan="gold" fallback={no}>
          <li>Protect of something unknown</li>
        </Protect>
        <Protect role="admin" plan="gold" fallback={no}>
          <li>Protect role of something unknown</li>
        </Protect>
        <Protect role="basic_member" condition={() => true} fallback={no}>
          <li>Protect role beside a condition</li>
        </Protect>
        <Protect condition={async () => true} fallback={no}>
          <li>Protect condition that promises</li>
        </Protect>
        <Show when={undefined} fallback={no}>
          <li>Show without a condition</li>
        </Show>
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
