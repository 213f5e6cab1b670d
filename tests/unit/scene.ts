// A Clerk of `src/js` with the real wasm, before a server that answers what a test wants.

import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after } from "node:test";
import { Clerk } from "../../src/js/clerk.js";
import { provide } from "../../src/js/wasm.js";

provide(() => readFileSync("pkg/clerk_wasm_bg.wasm"));

/** A request as the server sees it. */
export interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
}

/** Status and body; undefined leaves the request to what the server answers by itself. */
export type Answer = [status: number, body: unknown] | undefined;

export interface Server {
  /** What is sent, in order. */
  seen: Seen[];
  /** A test's own answers. */
  answer: (seen: Seen) => Answer | Promise<Answer>;
  key: string;
  /** A Clerk of this server. */
  clerk: () => Clerk;
  count: (path: string) => number;
}

/** A token that lives for a minute from now. */
export const jwt = (claims: object = {}): string => {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ iat: now, exp: now + 60, ...claims })}.c2ln`;
};

export const organization = (id: string) => ({ object: "organization", id, name: `Name of ${id}`, created_at: 1 });

export const session = (id: string, userId: string) => ({
  object: "session",
  id,
  status: "active",
  last_active_organization_id: null,
  last_active_token: { object: "token", jwt: jwt({ sid: id }) },
  user: {
    object: "user",
    id: userId,
    first_name: "Ada",
    organization_memberships: [
      { object: "organization_membership", id: `mem_${userId}`, role: "admin", organization: organization("org_1") },
    ],
  },
});

let version = 0;

/** A client with these sessions, the first of which is current. */
export const client = (...sessions: ReturnType<typeof session>[]) => ({
  object: "client",
  id: "client_1",
  last_active_session_id: sessions[0]?.id ?? null,
  sessions,
  sign_in: null,
  sign_up: null,
  updated_at: ++version,
});

export const page = (...items: unknown[]) => ({ response: { data: items, total_count: items.length } });

export const refusal = (code: string) => ({ errors: [{ code, message: code }] });

/** Listens on a free port until the file's tests are over. */
export const serve = async (known = client(session("sess_1", "user_1"))): Promise<Server> => {
  const seen: Seen[] = [];
  const byItself = ({ path }: Seen): Answer => {
    if (path === "/v1/dev_browser") return [200, { id: `dvb_${seen.length}` }];
    if (path === "/v1/client") return [200, { response: known, client: null }];
    const touched = /^\/v1\/client\/sessions\/(\w+)\/touch$/.exec(path)?.[1];
    if (touched) return [200, { response: known.sessions.find(({ id }) => id === touched), client: known }];
    if (path.includes("/tokens")) return [200, { jwt: jwt({ at: seen.length }) }];
    return [200, page()];
  };
  const listener = createServer(async (request, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://unit.test");
    let body = "";
    for await (const chunk of request) body += chunk;
    const one = { method: request.method ?? "", path: pathname, query: searchParams, form: new URLSearchParams(body) };
    seen.push(one);
    const [status, json] = (await server.answer(one)) ?? byItself(one) ?? [404, {}];
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  });
  await new Promise<void>((listening) => listener.listen(0, "127.0.0.1", listening));
  after(() => {
    listener.closeAllConnections();
    listener.close();
  });
  const { port } = listener.address() as AddressInfo;
  const key = `pk_test_${btoa(`127.0.0.1:${port}$`)}`;
  const server: Server = {
    seen,
    key,
    answer: () => undefined,
    clerk: () => new Clerk(key),
    count: (path) => seen.filter((one) => one.path === path).length,
  };
  // What a browser keeps. A token is there already, so that the load asks for the client.
  const kept = new Map([[`__clerk_db_jwt:${key}`, "dvb_kept"]]);
  Object.assign(globalThis, {
    localStorage: { getItem: (name: string) => kept.get(name) ?? null, setItem: kept.set.bind(kept) },
    location: { href: "http://unit.test/" },
  });
  return server;
};

/** What a promise fails with. */
export const failure = async (promise: Promise<unknown>): Promise<Error & Record<string, unknown>> => {
  const [settled] = await Promise.allSettled([promise]);
  if (settled.status === "fulfilled") throw new Error("it did not fail");
  return settled.reason;
};

/** Waits until something holds. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((turn) => setTimeout(turn, 1));
};
