// A module that only wants to know who is signed in: the provider stands elsewhere.
import { useAuth } from "clerk-wasm/react";

globalThis.useAuth = useAuth;
