// A page that a server has rendered: the app.
import { ClerkProvider, Show, useOrganizationList } from "clerk-wasm/react";

function Organizations() {
  const { isLoaded, userMemberships } = useOrganizationList({ userMemberships: true });
  if (!isLoaded || userMemberships.isLoading) return <p>loading</p>;
  return userMemberships.data.map(({ id, organization }) => <p key={id}>{organization.name}</p>);
}

export const App = ({ publishableKey }) => (
  <ClerkProvider publishableKey={publishableKey}>
    <main>
      <Organizations />
      <Show when="signed-in">
        <p>signed in</p>
      </Show>
    </main>
  </ClerkProvider>
);
