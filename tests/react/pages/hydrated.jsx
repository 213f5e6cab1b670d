// A page that a server has rendered, in the browser. `rendered` is what stood there before.
import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { App } from "./app.jsx";

const root = document.getElementById("root");
window.rendered = root.querySelector("main");

hydrateRoot(
  root,
  <StrictMode>
    <App publishableKey={document.documentElement.dataset.key} />
  </StrictMode>,
);
