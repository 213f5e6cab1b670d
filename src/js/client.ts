// What the last answer said of this browser: its client, and which session is current. `src/state.rs` is the same for
// Rust; the rules stand in `platform.js`, once.

import { type ClientJson, chooseSession, isOlder, type SessionJson } from "../platform.js";

export class ClientState {
  /** undefined before the first answer, null for a newcomer. */
  json: ClientJson | null | undefined;
  /** The current session. */
  session: SessionJson | undefined;
  readonly #changed: () => void;

  /** `changed` is called after each change. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The current session's id; empty where there is none. */
  get sessionId(): string {
    return this.session?.id ?? "";
  }

  /** The session of that id, if it is signed in. */
  signedIn(id: string): SessionJson | undefined {
    return chooseSession(this.json, id, false);
  }

  /** Takes over a client, unless its answer was overtaken; null for a newcomer. */
  take(client: ClientJson | null): void {
    if (isOlder(client, this.json)) return;
    const isFirst = this.json === undefined;
    const current = isFirst ? client?.last_active_session_id : this.session?.id;
    this.session = chooseSession(client, current, isFirst);
    this.json = client;
    this.#changed();
  }

  /** Makes a session the current one, or none. */
  select(id: string | undefined): void {
    this.session = id === undefined ? undefined : this.signedIn(id);
    this.#changed();
  }
}
