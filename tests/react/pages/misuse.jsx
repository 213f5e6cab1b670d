// A page that uses the package wrongly, as `?use=` says. What React catches lands in the page.
import { Clerk } from "clerk-wasm";
import { ClerkProvider, Protect, Show, SignedIn, SignedOut, useOrganization } from "clerk-wasm/react";
import { Component } from "react";
import { createRoot } from "react-dom/client";

const key = document.documentElement.dataset.key;

class Boundary extends Component {
  state = {};
  static getDerivedStateFromError(error) {
    return { error };
  }
  render() {
    return this.state.error ? <p role="alert">{this.state.error.message}</p> : this.props.children;
  }
}

function Organization() {
  useOrganization();
  return null;
}

const uses = {
  outside: () => <Organization />,
  SignedIn: () => <SignedIn />,
  SignedOut: () => <SignedOut />,
  Protect: () => <Protect role="admin" />,
  Show: () => <Show when="signed-in" />,
  keyless: () => <ClerkProvider />,
  twice: () => (
    <ClerkProvider publishableKey={key}>
      <ClerkProvider publishableKey={key} />
    </ClerkProvider>
  ),
  otherKey: () => <ClerkProvider publishableKey="pk_test_b3RoZXIuZXhhbXBsZSQ" clerk={new Clerk(key)} />,
  class: () => <ClerkProvider clerk={Clerk} />,
  foreign: () => <ClerkProvider publishableKey={new URLSearchParams(window.location.search).get("key")} />,
};

const Use = uses[new URLSearchParams(window.location.search).get("use")];
createRoot(document.getElementById("root")).render(<Boundary><Use /></Boundary>);
