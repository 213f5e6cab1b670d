// A module that only asks who is signed in; the provider is in another one.
import { useAuth } from "clerk-wasm/react";

globalThis.useAuth = useAuth;
