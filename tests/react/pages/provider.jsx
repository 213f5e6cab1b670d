// Providers that come and go. `render(place, props)` gives the provider in one of two places its props, or takes it
// away by null. In `clerks` stands what hooks below each got, and `disposed` tells how often an object was disposed.
import { Clerk } from "clerk-wasm";
import { ClerkProvider, useAuth, useClerk } from "clerk-wasm/react";
import * as React from "react";
import { createRoot } from "react-dom/client";

const { StrictMode } = React;
/** Hides what it holds and keeps its state; React 18 has none. */
const Activity = React.Activity ?? React.Fragment;
const publishableKey = document.documentElement.dataset.key;
const counts = new Map();

/** Counts the calls of `dispose`, which go on to the object's own. */
function watch(clerk) {
  if (counts.has(clerk)) return;
  const { dispose } = clerk;
  counts.set(clerk, 0);
  clerk.dispose = () => {
    counts.set(clerk, counts.get(clerk) + 1);
    return dispose.call(clerk);
  };
}

function Who({ place }) {
  const clerk = useClerk();
  const { isLoaded } = useAuth();
  watch(clerk);
  window.clerks[place] = clerk;
  return <pre>{`${place} ${isLoaded ? "loaded" : "loading"}`}</pre>;
}

const provider = (place, { key, clerk }, mode) => (
  <Activity {...(React.Activity && { mode })}>
    <ClerkProvider key={key} publishableKey={clerk ? undefined : publishableKey} clerk={clerk}>
      <Who place={place} />
    </ClerkProvider>
  </Activity>
);

const places = document.getElementById("root");
const roots = ["first", "second"].map((place) => {
  const box = document.createElement("div");
  places.append(box);
  return { place, root: createRoot(box) };
});

Object.assign(window, {
  Clerk,
  clerks: {},
  publishableKey,
  disposed: (clerk) => counts.get(clerk),
  render(wanted, props, mode) {
    const { place, root } = roots.find(({ place }) => place === wanted);
    root.render(<StrictMode>{props ? provider(place, props, mode) : <pre>{`${place} gone`}</pre>}</StrictMode>);
  },
});

window.render("first", {});
