// A page of one hook: `?hook=useOrganization&params={"memberships":true}`. It keeps what the hook answered on each
// render in `window.answers`, and the last answer in `window.answer`, for the tests to look at and to call;
// `window.ask` gives it other parameters, `window.provide` the provider. With `&copies=2` two components use it.
import { Clerk } from "clerk-wasm";
import * as clerk from "clerk-wasm/react";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

const { ClerkProvider } = clerk;
const asked = new URLSearchParams(window.location.search);
const publishableKey = asked.get("key") ?? document.documentElement.dataset.key;
const first = JSON.parse(asked.get("params") ?? "null") ?? undefined;
const copies = Number(asked.get("copies") ?? 1);
const useHook = clerk[asked.get("hook")];

window.answers = [];

function Hook({ params }) {
  const answer = useHook(params);
  window.answer = answer;
  window.answers.push(answer);
  return <pre>{answer.isLoaded === false ? "loading" : "loaded"}</pre>;
}

/** Mounts and unmounts what it shows. */
function Switch() {
  const [isOn, setOn] = useState(true);
  const [params, ask] = useState(first);
  Object.assign(window, { setOn, ask });
  if (!isOn) return <pre>off</pre>;
  return Array.from({ length: copies }, (_, place) => <Hook key={String(place)} params={params} />);
}

/** The provider is given something else. */
function Provider() {
  const [props, provide] = useState({ publishableKey });
  Object.assign(window, { provide, Clerk });
  return (
    <ClerkProvider {...props}>
      <Switch />
    </ClerkProvider>
  );
}

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <Provider />
  </StrictMode>,
);
