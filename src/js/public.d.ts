/** Organizations for web apps: a small client of Clerk's Frontend API in WebAssembly (unofficial). */

import type {
  ClerkMethods,
  ClientResource,
  OrganizationResource,
  SessionResource,
  UserResource,
} from "./generated/types.js";

/** What every call takes, in its last object. */
export interface RequestOptions {
  /** Ends the call early; it then fails with the code `aborted` and the name `AbortError`. */
  signal?: AbortSignal;
}

/** A list: an array of its items, that also knows how many there are on all pages. */
export interface ClerkPage<T> extends Array<T> {
  /** The array itself. */
  readonly data: T[];
  /** How many items there are on all pages. */
  readonly total_count: number;
}

export type ClerkStatus = "loading" | "ready" | "degraded" | "error";

/** What listeners get. */
export interface Resources {
  client: ClientResource;
  session: SessionResource | null;
  user: UserResource | null;
  organization: OrganizationResource | null;
}

export interface ClerkOptions {
  /** Ends the waiting for the load. Others may wait for it still, so it goes on. */
  signal?: AbortSignal | undefined;
  /** Where the Frontend API is reached in place of the key's host: an absolute URL, or a path of this page's origin. */
  proxyUrl?: string | undefined;
}

/** What follows a change of the session: a call, or a page. */
export interface AfterSwitch {
  /** Ends the call early. */
  signal?: AbortSignal | undefined;
  /** Called with the new session once it is current. */
  navigate?: (params: { session: SessionResource | null; decorateUrl: (url: string) => string }) => unknown;
  /** The page to go to, where no `navigate` is given. */
  redirectUrl?: string;
}

export interface SetActiveParams extends AfterSwitch {
  /** An id, an object, or null to leave the session in this page. */
  session?: SessionResource | string | null;
  /** An id, a slug, an object, or null for none. */
  organization?: OrganizationResource | string | null;
}

export interface SignOutOptions extends AfterSwitch {
  /** All sessions when absent. */
  sessionId?: string;
}

export interface GetTokenOptions extends RequestOptions {
  /** Name of a template; the session token when absent. */
  template?: string;
  /** The organization that the token speaks for: the active one when absent, none when null. */
  organizationId?: string | null;
  /** Asks the server although a token is at hand. */
  skipCache?: boolean;
}

/** Users, sessions and organizations of one browser. All methods are bound, and all wait for the load. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets the methods that api/ declares
export class Clerk {
  /** Throws a ClerkRuntimeError without a key; a malformed key fails in `load()`. */
  constructor(publishableKey: string, options?: ClerkOptions);
  readonly publishableKey: string;
  readonly instanceType: "development" | "production";
  readonly version: string;
  readonly loaded: boolean;
  readonly status: ClerkStatus;
  readonly isSignedIn: boolean;
  /** undefined until loaded. */
  readonly client: ClientResource | undefined;
  /** undefined until loaded, null when nobody is signed in. */
  readonly session: SessionResource | null | undefined;
  /** undefined until loaded, null when nobody is signed in. */
  readonly user: UserResource | null | undefined;
  /** The active organization: undefined until loaded, null when there is none. */
  readonly organization: OrganizationResource | null | undefined;
  /** Loads once, however often it is called; after a failure the next call tries again. */
  load: (options?: ClerkOptions) => Promise<void>;
  /** Ends this object, its calls and its listeners, and frees what it holds. Calls fail from now on with `disposed`. */
  dispose: () => void;
  /** Makes a session or an organization the active one: an id (or slug), an object, or null for none. */
  setActive: (params: SetActiveParams) => Promise<void>;
  /** Signs out of all sessions, or of one. A function is called afterwards. */
  signOut: (options?: SignOutOptions | (() => unknown)) => Promise<void>;
  /** Calls back at once, if loaded, and on each change. */
  addListener: (listener: (resources: Resources) => void, options?: { skipInitialEmit?: boolean }) => () => void;
  /** With `notify` the listener hears the present status at once. */
  on(event: "status", listener: (status: ClerkStatus) => void, options?: { notify?: boolean }): void;
  /** After a call that has changed something: the types of the resources whose lists are out of date. */
  on(event: "change", listener: (changes: string[]) => void): void;
  off(event: "status", listener: (status: ClerkStatus) => void): void;
  off(event: "change", listener: (changes: string[]) => void): void;
  /** The last emission, the same object until the next; undefined before the first. */
  readonly __internal_lastEmittedResources: Resources | undefined;
}
export interface Clerk extends ClerkMethods {}

export interface ClerkAPIError {
  /** Stable; match on this. */
  code: string;
  message: string;
  /** A sentence for people. */
  longMessage?: string;
  /** Details; `paramName` names the parameter. */
  meta?: { paramName?: string; [key: string]: unknown };
}

/** The server refused. */
export class ClerkAPIResponseError extends Error {
  readonly clerkError: true;
  readonly code: "api_response_error";
  readonly status: number;
  readonly errors: ClerkAPIError[];
  readonly clerkTraceId?: string;
  /** Seconds to wait, after a 429. */
  readonly retryAfter?: number;
}

/**
 * The call failed on this side. Codes: `invalid_params` (with `field`), `invalid_publishable_key`,
 * `invalid_proxy_url`, `signed_out`, `network_error`, `clerk_offline`, `aborted`, `disposed`, `unexpected_response`
 * (with `status` where there is one), `wasm_unavailable`, `version_mismatch`.
 */
export class ClerkRuntimeError extends Error {
  readonly clerkError: true;
  readonly clerkRuntimeError: true;
  readonly code: string;
  readonly field?: string;
  readonly status?: number;
}
