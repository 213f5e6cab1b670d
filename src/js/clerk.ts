// The Clerk object: loads, keeps what the driver learns as objects, and tells the listeners. Importing this runs nothing.

import { Components } from "./components.js";
import { abortable, Driver, isSignal, type Params } from "./driver.js";
import { disposed, type Failure, toError } from "./errors.js";
import { RemoveSession, RemoveSessions, TouchSession } from "./generated/resources.js";
import type { ClerkMethods } from "./generated/types.js";
import { Listeners } from "./listeners.js";
import { createObjects, type Objects, type Viewer } from "./objects.js";
import type {
  AfterSwitch,
  ClerkOptions,
  ClerkStatus,
  Clerk as PublicClerk,
  Resources,
  SetActiveParams,
  SignOutOptions,
} from "./public.js";
import { createFinishers } from "./session.js";
import { createState, viewerOf } from "./state.js";
import { Tokens } from "./tokens.js";
import { ready } from "./wasm.js";

/** Frameworks hang their own steps around a change of the session (docs/fapi.md 2.4). */
const hooks = globalThis as {
  __internal_onBeforeSetActive?: (intent?: string) => unknown;
  __internal_onAfterSetActive?: () => unknown;
};

/** What there is once the Clerk is loaded. */
interface Loaded {
  driver: Driver;
  tokens: Tokens;
  methods: ReturnType<Objects["clerkMethods"]>;
}

const idOf = (value: { id: string } | string | null | undefined): string | null | undefined =>
  typeof value === "object" ? (value?.id ?? null) : value;

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets the methods that api/ declares
export class Clerk extends Components implements PublicClerk {
  /** undefined until loaded, then the browser's client, and the current session, user and organization, or null. */
  client: Resources["client"] | undefined;
  session: Resources["session"] | undefined;
  user: Resources["user"] | undefined;
  organization: Resources["organization"] | undefined;
  status: ClerkStatus = "loading";
  readonly version = CLERK_VERSION;
  /** The last emission, the same object until the next. */
  __internal_lastEmittedResources: Resources | undefined;

  readonly #key: string;
  readonly #options: ClerkOptions;
  readonly #viewer: Viewer = viewerOf(undefined);
  readonly #listeners = new Listeners<Resources>();
  readonly #events = { status: new Listeners<ClerkStatus>(), change: new Listeners<string[]>() };
  #loading: Promise<void> | undefined;
  #parts: Loaded | undefined;
  /** The driver of a load that is under way or done. */
  #driver: Driver | undefined;
  #isDisposed = false;
  #changed = false;

  constructor(publishableKey: string, options: ClerkOptions = {}) {
    super();
    if (!publishableKey || typeof publishableKey !== "string") {
      const message = "The publishable key is missing: pass the key that begins with pk_test_ or pk_live_.";
      throw toError({ code: "invalid_publishable_key", message } satisfies Failure);
    }
    this.#key = publishableKey;
    this.#options = options;
    for (const name of CLERK_METHODS) {
      const method = async (...args: unknown[]) => {
        const { methods } = await this.#loaded(args.find(isParams));
        return methods[name]?.(...args);
      };
      Object.assign(this, { [name]: method });
    }
  }

  get publishableKey(): string {
    return this.#key;
  }

  get instanceType(): "development" | "production" {
    return this.#key.startsWith("pk_live_") ? "production" : "development";
  }

  get loaded(): boolean {
    return this.status === "ready";
  }

  get isSignedIn(): boolean {
    return Boolean(this.session && this.session.status !== "pending");
  }

  /** Loads once, however often it is called; after a failure the next call tries again. */
  load = (options?: ClerkOptions): Promise<void> => {
    const { signal, ...own } = options ?? {};
    this.#loading ??= this.#load({ ...this.#options, ...own }).catch((thrown) => {
      this.#loading = undefined;
      this.#driver?.dispose();
      this.#setStatus("error");
      throw toError(thrown);
    });
    if (!signal) return this.#loading;
    return abortable(this.#loading, signal).catch((thrown) => {
      throw toError(thrown);
    });
  };

  /** Ends this object: its calls and its listeners. Calls fail from now on with the code `disposed`. */
  dispose = (): void => {
    this.#isDisposed = true;
    this.#driver?.dispose();
    this.#listeners.clear();
    this.#events.status.clear();
    this.#events.change.clear();
  };

  /** Makes a session (id, object, or null) or an organization (id, slug, object, or null) the active one. */
  setActive = async ({ session, organization, signal, ...then }: SetActiveParams = {}): Promise<void> =>
    this.#switch(session === null, then, signal, async ({ driver }) => {
      const isCleared = session !== undefined && !idOf(session);
      const sessionId = isCleared ? undefined : (idOf(session) ?? driver.client.session?.id);
      if (!isCleared && !sessionId) {
        throw { code: "signed_out", message: "Nobody is signed in: sign in first." } satisfies Failure;
      }
      if (sessionId) {
        const touch =
          organization === undefined
            ? { intent: "select_session" }
            : { intent: "select_org", activeOrganizationId: idOf(organization) };
        await driver.call(TouchSession, { sessionId, ...touch, signal });
      }
      driver.client.select(sessionId);
    });

  /** Signs out of all sessions, or of `{sessionId}`. */
  signOut = async (options?: SignOutOptions | (() => unknown)): Promise<void> => {
    const { sessionId, signal, ...then } = typeof options === "function" ? { navigate: options } : (options ?? {});
    return this.#switch(true, then, signal, async ({ driver }) => {
      if (sessionId) await driver.call(RemoveSession, { sessionId, signal });
      else if (driver.client.session) await driver.call(RemoveSessions, { signal });
    });
  };

  /** Calls back with `{client, session, user, organization}` at once, if loaded, and on each change. */
  addListener: PublicClerk["addListener"] = (listener, { skipInitialEmit = false } = {}) => {
    this.#listeners.add(listener);
    if (this.__internal_lastEmittedResources && !skipInitialEmit) listener(this.__internal_lastEmittedResources);
    return () => this.#listeners.delete(listener);
  };

  /**
   * `status`: with `{notify: true}` the current one is told at once. `change`: after a call that has changed something,
   * the types of the resources whose lists are out of date.
   */
  on = (event: "status" | "change", listener: (value: never) => void, { notify = false } = {}): void => {
    this.#listenersOf(event)?.add(listener);
    if (notify && event === "status") (listener as (status: ClerkStatus) => void)(this.status);
  };

  off = (event: "status" | "change", listener: (value: never) => void): void => {
    this.#listenersOf(event)?.delete(listener);
  };

  /** The official hooks ask for organizations to be enabled (docs/fapi.md 8.3). */
  __internal_attemptToEnableEnvironmentSetting = () => ({ isEnabled: true });

  /** undefined for an event that there is not. */
  #listenersOf(event: "status" | "change"): Listeners<never> | undefined {
    return this.#events[event] as unknown as Listeners<never> | undefined;
  }

  async #load({ proxyUrl }: ClerkOptions): Promise<void> {
    if (this.#isDisposed) throw disposed();
    this.#setStatus("loading");
    await ready();
    if (this.#isDisposed) throw disposed();
    // The official provider passes an empty text where it has no proxy.
    const driver = new Driver(this.#key, proxyUrl ?? "", () => this.#receive(driver, tokens, state));
    this.#driver = driver;
    const tokens = new Tokens(driver);
    const objects = createObjects({
      call: (endpoint, params) => driver.call(endpoint, params),
      viewer: this.#viewer,
      finish: createFinishers(({ signal, ...options }) => this.#run(() => tokens.get(options), signal)),
      settled: (inPlace, changes) => {
        this.#settle(inPlace);
        if (changes) this.#events.change.tell(changes);
      },
    });
    const state = createState(objects);
    await driver.establish();
    this.#parts = { driver, tokens, methods: objects.clerkMethods(this) };
    this.#setStatus("ready");
    this.#settle();
  }

  /** What there is once the load is done, unless the caller ends the waiting. */
  async #loaded({ signal }: Params = {}): Promise<Loaded> {
    await this.load(isSignal(signal) ? { signal } : {});
    if (!this.#parts || this.#isDisposed) throw toError(disposed());
    return this.#parts;
  }

  async #switch(
    isSignOut: boolean,
    { navigate, redirectUrl }: AfterSwitch,
    signal: AbortSignal | undefined,
    change: (loaded: Loaded) => Promise<void>,
  ): Promise<void> {
    const loaded = await this.#loaded({ signal });
    await hooks.__internal_onBeforeSetActive?.(isSignOut ? "sign-out" : undefined);
    await this.#run(() => change(loaded), signal);
    if (navigate) await navigate({ session: this.session ?? null, decorateUrl: (url) => url });
    else if (redirectUrl) location.assign(redirectUrl);
    await hooks.__internal_onAfterSetActive?.();
  }

  /** Makes a call, waits for it unless the caller's signal aborts before, and tells the listeners. */
  async #run<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    try {
      return await (signal ? abortable(call(), signal) : call());
    } catch (thrown) {
      throw toError(thrown);
    } finally {
      this.#settle();
    }
  }

  #receive({ client }: Driver, tokens: Tokens, state: ReturnType<typeof createState>): void {
    tokens.seed();
    Object.assign(this.#viewer, viewerOf(client.session?.user));
    Object.assign(this, state.update(client.json, client.sessionId));
    this.#changed = true;
  }

  /** Tells the listeners, once per call and after its object has changed. */
  #settle(changed = false): void {
    if (!this.loaded || this.#isDisposed || !(this.#changed || changed)) return;
    this.#changed = false;
    const { client, session = null, user = null, organization = null } = this;
    if (!client) return;
    this.__internal_lastEmittedResources = { client, session, user, organization };
    this.#listeners.tell(this.__internal_lastEmittedResources);
  }

  #setStatus(status: ClerkStatus): void {
    if (this.status === status) return;
    this.status = status;
    this.#events.status.tell(status);
  }
}
export interface Clerk extends ClerkMethods {}

const isParams = (value: unknown): value is Params => typeof value === "object" && value !== null;
