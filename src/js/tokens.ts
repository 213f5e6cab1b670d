// Session tokens and their cache: docs/fapi.md 2.5. `src/token.rs` is the same for Rust.

import { isLive } from "../platform.js";
import type { ClientState } from "./client.js";
import type { Driver } from "./driver.js";
import { unexpected } from "./errors.js";
import { CreateTemplateToken, CreateToken } from "./generated/resources.js";
import type { GetTokenOptions } from "./public.js";

interface Kept {
  jwt: string;
  /** When it was asked for: milliseconds since the epoch, by this machine's clock. */
  asked: number;
}

export class Tokens {
  readonly #driver: Driver;
  readonly #client: ClientState;
  readonly #kept = new Map<string, Kept>();
  /** Requests under way. */
  readonly #running = new Map<string, Promise<string>>();

  constructor(driver: Driver) {
    this.#driver = driver;
    this.#client = driver.client;
  }

  /** Keeps the token that came with the current session, which saves a request. Without a session all are forgotten. */
  seed(): void {
    const { session } = this.#client;
    if (!session) {
      this.#kept.clear();
      this.#running.clear();
      return;
    }
    const jwt: unknown = session.last_active_token?.jwt;
    if (typeof jwt === "string")
      this.#keep(keyOf(session.id, "", session.last_active_organization_id), jwt, Date.now());
  }

  /** A token of a session; callers at the same time share one request. Null when nobody is signed in to it. */
  async get({ sessionId, template, organizationId, skipCache }: GetTokenOptions & { sessionId?: string }) {
    const session = sessionId === undefined ? this.#client.session : this.#client.signedIn(sessionId);
    if (!session) return null;
    const organization = organizationId === undefined ? session.last_active_organization_id : organizationId;
    const key = keyOf(session.id, template, organization);
    const kept = this.#kept.get(key);
    if (!skipCache && kept && isLive(kept.jwt, kept.asked)) return kept.jwt;
    const running = skipCache ? undefined : this.#running.get(key);
    return running ?? this.#ask(key, session.id, template, organization);
  }

  #ask(key: string, sessionId: string, template: string | undefined, organizationId: string | null): Promise<string> {
    const asked = Date.now();
    const answer = template
      ? this.#driver.call(CreateTemplateToken, { sessionId, template })
      : this.#driver.call(CreateToken, { sessionId, organizationId });
    const token = answer.then(({ jwt }: { jwt?: unknown }) => {
      if (typeof jwt !== "string") throw unexpected("jwt", 200);
      // Whoever has signed out in the meantime leaves no token behind.
      if (this.#running.get(key) === token) this.#keep(key, jwt, asked);
      return jwt;
    });
    this.#running.set(key, token);
    const end = () => this.#running.get(key) === token && this.#running.delete(key);
    token.then(end, end);
    return token;
  }

  /** Keeps a token; those that cannot be handed out any more go. */
  #keep(key: string, jwt: string, asked: number): void {
    for (const [other, kept] of this.#kept) if (!isLive(kept.jwt, kept.asked)) this.#kept.delete(other);
    this.#kept.set(key, { jwt, asked });
  }
}

const keyOf = (sessionId: string, template = "", organizationId?: string | null): string =>
  [sessionId, template, organizationId ?? ""].join(" ");
