// The Clerk object: waits for the wasm, keeps what it says, tells the listeners. Importing this runs nothing.

import { Core, initSync } from "../../pkg/clerk_wasm.js";
import { Components } from "./components.js";
import { ClerkRuntimeError, toError } from "./errors.js";
import { createObjects } from "./objects.js";
import { createFinishers } from "./session.js";
import { createState, viewerOf } from "./state.js";

/* global CLERK_METHODS, CLERK_VERSION */

let source;
let module;

/** Says where the wasm's bytes come from: each entry of the package has its own way. */
export const provide = (find) => {
  source = find;
};

const ready = () => {
  module ??= Promise.resolve()
    .then(source)
    .then((bytes) => WebAssembly.compile(bytes))
    .then((module) => initSync({ module }))
    .catch((error) => {
      module = undefined;
      const blocked = /content security policy|unsafe-eval/i.test(error);
      const message = blocked
        ? "The page's Content-Security-Policy blocks WebAssembly: add 'wasm-unsafe-eval' to its script-src."
        : `The wasm module did not load: ${error.message}`;
      throw new ClerkRuntimeError({ code: "wasm_unavailable", message });
    });
  return module;
};

const idOf = (value) => value?.id ?? value;

export class Clerk extends Components {
  /** undefined until loaded, then the browser's client, and the current session, user and organization, or null. */
  client;
  session;
  user;
  organization;
  status = "loading";
  version = CLERK_VERSION;
  /** The last emission, the same object until the next. */
  __internal_lastEmittedResources;

  #key;
  #options;
  #core;
  #methods;
  #state;
  #viewer = viewerOf();
  #loading;
  #changed = false;
  #listeners = new Set();
  #events = { status: new Set(), change: new Set() };

  constructor(publishableKey, options = {}) {
    super();
    if (!publishableKey || typeof publishableKey !== "string") {
      const message = "The publishable key is missing: pass the key that begins with pk_test_ or pk_live_.";
      throw new ClerkRuntimeError({ code: "invalid_publishable_key", message });
    }
    this.#key = publishableKey;
    this.#options = options;
    for (const name of CLERK_METHODS) this[name] = (...args) => this.load().then(() => this.#methods[name](...args));
  }

  get publishableKey() {
    return this.#key;
  }

  get instanceType() {
    return this.#key.startsWith("pk_live_") ? "production" : "development";
  }

  get loaded() {
    return this.status === "ready";
  }

  get isSignedIn() {
    return Boolean(this.session && this.session.status !== "pending");
  }

  /** Loads once, however often it is called; after a failure the next call tries again. */
  load = (options) => {
    this.#loading ??= this.#load({ ...this.#options, ...options }).catch((failure) => {
      this.#loading = undefined;
      this.#setStatus("error");
      throw toError(failure);
    });
    return this.#loading;
  };

  async #load({ proxyUrl }) {
    this.#setStatus("loading");
    await ready();
    this.#core?.free();
    // The official provider passes an empty text where it has no proxy.
    this.#core = new Core(this.#key, proxyUrl || undefined, (json, sessionId) => this.#receive(json, sessionId));
    const objects = createObjects({
      call: (endpoint, params) => this.#core.call(endpoint, params),
      viewer: () => this.#viewer,
      finish: createFinishers(this.#getToken),
      settled: (inPlace, changes) => {
        this.#settle(inPlace);
        if (changes) tell(this.#events.change, changes);
      },
    });
    this.#state = createState(objects);
    this.#methods = objects.methods.clerk(this);
    await this.#core.load();
    this.#setStatus("ready");
    this.#settle();
  }

  /** Makes a session (id, object, or null) or an organization (id, slug, object, or null) the active one. */
  setActive = async ({ session, organization, ...then } = {}) =>
    this.#switch(session === null, () => this.#core.setActive(idOf(session), idOf(organization)), then);

  /** Signs out of all sessions, or of `{sessionId}`. */
  signOut = async (options) => {
    const { sessionId, ...then } = typeof options === "function" ? { navigate: options } : (options ?? {});
    return this.#switch(true, () => this.#core.signOut(sessionId), then);
  };

  /** Frameworks hang their own steps around it (FAPI 2.4). */
  async #switch(isSignOut, call, { navigate, redirectUrl }) {
    await this.load();
    await globalThis.__internal_onBeforeSetActive?.(isSignOut ? "sign-out" : undefined);
    await this.#run(call);
    if (navigate) await navigate({ session: this.session, decorateUrl: (url) => url });
    else if (redirectUrl) location.assign(redirectUrl);
    await globalThis.__internal_onAfterSetActive?.();
  }

  #getToken = (options) => this.#run(() => this.#core.getToken(options));

  /** Calls back with `{client, session, user, organization}` at once, if loaded, and on each change. */
  addListener = (listener, { skipInitialEmit = false } = {}) => {
    this.#listeners.add(listener);
    if (this.__internal_lastEmittedResources && !skipInitialEmit) listener(this.__internal_lastEmittedResources);
    return () => this.#listeners.delete(listener);
  };

  /**
   * `status`: with `{notify: true}` the current one is told at once. `change`: after a call that has changed something,
   * the types of the resources whose lists are out of date.
   */
  on = (event, listener, { notify = false } = {}) => {
    this.#events[event]?.add(listener);
    if (notify && event === "status") listener(this.status);
  };

  off = (event, listener) => {
    this.#events[event]?.delete(listener);
  };

  /** The official hooks ask for organizations to be enabled (FAPI 8.3). */
  __internal_attemptToEnableEnvironmentSetting = () => ({ isEnabled: true });

  async #run(call) {
    try {
      return await call();
    } catch (failure) {
      throw toError(failure);
    } finally {
      this.#settle();
    }
  }

  #receive(json, sessionId) {
    this.#viewer = viewerOf(json, sessionId);
    Object.assign(this, this.#state.update(json, sessionId));
    this.#changed = true;
  }

  /** Tells the listeners, once per call and after its object has changed. */
  #settle(changed = false) {
    if (!this.loaded || !(this.#changed || changed)) return;
    this.#changed = false;
    const { client, session, user, organization } = this;
    this.__internal_lastEmittedResources = { client, session, user, organization };
    tell(this.#listeners, this.__internal_lastEmittedResources);
  }

  #setStatus(status) {
    if (this.status === status) return;
    this.status = status;
    tell(this.#events.status, status);
  }
}

/** A listener that throws must not keep the others from hearing. */
const tell = (listeners, value) => {
  for (const listener of [...listeners]) {
    try {
      listener(value);
    } catch (error) {
      globalThis.reportError ? reportError(error) : console.error(error);
    }
  }
};
