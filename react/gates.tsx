// Components that show their children to some people only. Nothing is shown before the load: what the server would
// have to guess must not flash.

import type { ReactNode } from "react";
import { type Has, type PendingOptions, useAuthFor } from "./auth.js";

/** What must hold: being signed in or out, a role or a permission in the active organization, or a question of the app. */
export type ShowWhen = "signed-in" | "signed-out" | Parameters<Has>[0] | ((has: Has) => boolean);

export interface ShowProps extends PendingOptions {
  when: ShowWhen;
  /** Shown to everybody else. */
  fallback?: ReactNode;
  children?: ReactNode;
}

/** Shows its children where `when` holds, and the fallback elsewhere. */
export function Show(props: ShowProps): ReactNode {
  return useGate("<Show>", props);
}

function useGate(gate: string, { when, fallback = null, children, ...options }: ShowProps): ReactNode {
  const { isLoaded, isSignedIn, has } = useAuthFor(gate, options);
  if (!isLoaded) return null;
  return holds(when, isSignedIn, has) ? children : fallback;
}

function holds(when: ShowWhen, isSignedIn: boolean, has: Has): boolean {
  if (when === "signed-out") return !isSignedIn;
  if (!isSignedIn || when === "signed-in") return isSignedIn;
  // A promise is no answer, and must not pass for one.
  return typeof when === "function" ? when(has) === true : has(when);
}

interface GateProps extends PendingOptions {
  children?: ReactNode;
}

/** Shows its children while somebody is signed in. */
export function SignedIn(props: GateProps): ReactNode {
  return useGate("<SignedIn>", { ...props, when: "signed-in" });
}

/** Shows its children while nobody is signed in. */
export function SignedOut(props: GateProps): ReactNode {
  return useGate("<SignedOut>", { ...props, when: "signed-out" });
}

export interface ProtectProps extends PendingOptions {
  role?: string;
  permission?: string;
  condition?: (has: Has) => boolean;
  /** Shown to everybody else. */
  fallback?: ReactNode;
  children?: ReactNode;
}

/** Shows its children to those for whom all that is asked holds; where nothing is asked, to who is signed in. */
export function Protect({ children, fallback, treatPendingAsSignedOut, ...asked }: ProtectProps): ReactNode {
  const { condition, ...membership } = asked;
  // What is asked by undefined, or by a name that is not known here, holds for nobody.
  const isAsked = Object.keys(membership).length > 0;
  const when = (has: Has) => (!isAsked || has(membership)) && (!("condition" in asked) || condition?.(has) === true);
  return useGate("<Protect>", { children, fallback, treatPendingAsSignedOut, when });
}
