// JavaScript's driver: every call goes through it. It waits for the server, and knows in one place which session a call is
// made in, who shares it, when it is sent again and what ends it. What is sent, and what a reply means, the core says.

import { Core, operation, send } from "wasm-glue";
import { attempts, clientIn, follow, init, online, pause, type Reply, read } from "../platform.js";
import { write } from "./arguments.js";
import { ClientState } from "./client.js";
import type { Endpoint, Json } from "./endpoint.js";
import { aborted, disposed, type Failure, failureOf, isFailure } from "./errors.js";
import { CreateDevBrowser, GetClient } from "./generated/resources.js";

/** Items per request where a caller wants all of them: the server's maximum (docs/fapi.md 3). */
const ALL = 500;

/** Who gives one of these wants a page. */
const PAGING = ["initialPage", "pageSize", "limit", "offset"];

export type Params = Record<string, unknown>;

/** A call as it is shared: the endpoint, the session in which it is made, and its parameters. */
interface Planned {
  endpoint: Endpoint;
  sessionId: string;
  /** The parameters, as text. */
  given: string;
  signal: AbortSignal | undefined;
  /** Whether it lists, and the caller names no page. */
  wantsAll: boolean;
}

export class Driver {
  readonly client: ClientState;
  readonly #core: Core;
  readonly #ended = new AbortController();
  /** Reads under way, by all that tells calls apart. */
  readonly #reads = new Map<string, Promise<Json>>();
  #refreshing: Promise<void> | undefined;

  /** `changed` is called after each change of the client or the current session. Throws a Failure for a bad key. */
  constructor(key: string, proxyUrl: string, changed: () => void) {
    try {
      this.#core = new Core(key, proxyUrl);
    } catch (thrown) {
      throw failureOf(thrown);
    }
    this.client = new ClientState(() => {
      // What was asked for in another session is nobody's any more.
      this.#reads.clear();
      changed();
    });
  }

  /** Frees the core, and ends what waits. Calls fail from now on. */
  dispose(): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.#core.free();
  }

  /**
   * Makes a call and answers JSON. Callers that read the same at the same time share one request, as React's StrictMode
   * does with each effect; what is asked after a change has begun or ended is asked anew. A list that is not asked for by
   * page comes as one page that holds all items.
   */
  call(endpoint: Endpoint, { signal, ...params }: Params): Promise<Json> {
    const wantsAll = endpoint.isPaged && PAGING.every((name) => params[name] === undefined);
    const call = { endpoint, sessionId: this.client.sessionId, given: write(params), signal: undefined, wantsAll };
    if (signal === undefined || signal === null) return this.#share(call);
    if (!isSignal(signal)) {
      const failure: Failure = { code: "invalid_params", field: "signal", message: "signal has the wrong type." };
      return Promise.reject(failure);
    }
    return abortable(this.#share({ ...call, signal }), signal);
  }

  /**
   * The first request of all: what the browser is known by, or, for a development browser that the server does not know
   * (docs/fapi.md 1.5), a new token.
   */
  async establish(): Promise<void> {
    const call = { sessionId: "", given: "", signal: undefined, wantsAll: false };
    if (this.#core.isKnown()) {
      try {
        await this.#exchange({ endpoint: GetClient, ...call });
        return;
      } catch (failure) {
        if (this.#ended.signal.aborted || this.#core.isKnown()) throw failure;
      }
    }
    const { id } = await this.#exchange({ endpoint: CreateDevBrowser, ...call });
    if (typeof id === "string") this.#core.keep(id);
    // A token that was made just now is nobody's yet: there is no client to fetch.
    this.client.take(null);
  }

  #share(call: Planned): Promise<Json> {
    const { endpoint, sessionId, given, signal } = call;
    if (!endpoint.isRead) {
      this.#reads.clear();
      const answer = this.#run(call);
      const end = () => this.#reads.clear();
      answer.then(end, end);
      return answer;
    }
    // A read that its caller may end is nobody else's.
    if (signal) return this.#run(call);
    const key = `${endpoint.row}\n${sessionId}\n${given}`;
    const shared = this.#reads.get(key);
    if (shared) return shared;
    const answer = this.#run(call);
    this.#reads.set(key, answer);
    const end = () => this.#reads.get(key) === answer && this.#reads.delete(key);
    answer.then(end, end);
    return answer;
  }

  /** One request, or, where all items of a list are wanted, one for each page. */
  async #run(call: Planned): Promise<Json> {
    if (!call.wantsAll) return this.#exchange(call);
    const data: Json[] = [];
    for (;;) {
      const given = call.given + write({ limit: ALL, offset: data.length });
      const page = await this.#exchange({ ...call, given });
      if (!page.data || (!data.length && page.data.length >= page.total_count)) return page;
      data.push(...page.data);
      if (!page.data.length || data.length >= page.total_count) return { data, total_count: data.length };
    }
  }

  /** Fetches the client anew. All who are refused at the same time wait for one exchange. */
  #refresh(): Promise<void> {
    this.#refreshing ??= this.establish()
      .catch(() => {})
      .finally(() => {
        this.#refreshing = undefined;
      });
    return this.#refreshing;
  }

  /** One request and its reply. The client that comes with a reply is taken over whatever the status (docs/fapi.md 1.6). */
  async #exchange({ endpoint, sessionId, given, signal }: Planned): Promise<Json> {
    if (this.#ended.signal.aborted) throw disposed();
    let reply: Reply | undefined;
    let url = "";
    try {
      endpoint.handle ??= operation(endpoint.row);
      const text = this.#core.plan(endpoint.handle, sessionId, given);
      const end = text.indexOf("\n");
      url = end < 0 ? text : text.slice(0, end);
      const form = end < 0 ? undefined : text.slice(end + 1);
      for (let retry = 0; !reply; retry += 1) {
        try {
          reply = await read(
            await send({ url: retry ? `${url}&_clerk_retry_attempt=${retry}` : url, ...init(form, signal) }),
          );
        } catch {
          await this.#unreached(retry, form === undefined, signal);
        }
        if (this.#ended.signal.aborted) throw disposed();
      }
      const client = endpoint.hasClient ? clientIn(reply.body, endpoint.isClient) : undefined;
      if (client !== undefined) this.client.take(client);
      return this.#core.accept(endpoint.handle, reply.status, reply.body, reply.devToken);
    } catch (thrown) {
      if (isFailure(thrown)) throw thrown;
      if (reply?.status === 401) await this.#unauthenticated(endpoint, url, reply);
      throw failureOf(thrown, reply);
    }
  }

  /** The server does not know who calls: the caller gets the error, the listeners the truth. */
  async #unauthenticated(endpoint: Endpoint, url: string, { body }: Reply): Promise<void> {
    if (body?.errors?.[0]?.code === "dev_browser_unauthenticated") this.#core.forget(url);
    if (endpoint !== GetClient && endpoint !== CreateDevBrowser) await this.#refresh();
  }

  /** Waits until a request is to be sent again (docs/fapi.md 1.8), or fails where it is not. */
  async #unreached(retry: number, isGet: boolean, signal: AbortSignal | undefined): Promise<void> {
    const isLast = retry + 1 >= attempts(isGet);
    if (!isLast) await this.#pause(retry, signal);
    if (this.#ended.signal.aborted) throw disposed();
    if (signal?.aborted) throw aborted();
    if (isLast) throw failureOf(this.#core.unreached(online()));
  }

  async #pause(retry: number, signal: AbortSignal | undefined): Promise<void> {
    const waiting = follow(this.#ended.signal);
    const wake = () => waiting.abort();
    signal?.addEventListener("abort", wake, { signal: waiting.signal });
    if (signal?.aborted) wake();
    await pause(retry, waiting.signal);
    wake();
  }
}

export const isSignal = (value: unknown): value is AbortSignal =>
  typeof (value as AbortSignal | undefined)?.addEventListener === "function";

/** `promise`, unless the signal aborts before. */
export const abortable = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(aborted());
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    const leave = () => signal.removeEventListener("abort", abort);
    promise.then(resolve, reject).finally(leave);
  });
