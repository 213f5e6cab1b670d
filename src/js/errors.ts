// The errors that callers see. `kind` is how the official error guards know them (docs/fapi.md 8.3, consequence 4).

import type { Reply } from "../platform.js";
import { camel } from "./names.js";
import type {
  ClerkAPIError,
  ClerkAPIResponseError as PublicAPIResponseError,
  ClerkRuntimeError as PublicRuntimeError,
} from "./public.js";

/** Why a call failed. Callers that share a call share this, and each gets an Error of its own made of it. */
export interface Failure {
  code: string;
  message: string;
  /** The parameter that is bad. */
  field?: string;
  /** HTTP status. */
  status?: number;
  /** What the server replied, where it refused. */
  reply?: Reply;
  /** What was thrown where it should not have been. */
  cause?: unknown;
}

interface ErrorJson {
  code: string;
  message: string;
  long_message?: string;
  meta?: Record<string, unknown>;
}

/** The server refused. */
export class ClerkAPIResponseError extends Error implements PublicAPIResponseError {
  static kind = "ClerkAPIResponseError";
  override name = "ClerkAPIResponseError";
  readonly code = "api_response_error";
  readonly clerkError = true;
  readonly status: number;
  readonly errors: ClerkAPIError[];
  declare readonly clerkTraceId?: string;
  declare readonly retryAfter?: number;

  constructor({ status, body, retryAfter }: Reply) {
    const found: unknown[] = Array.isArray(body?.errors) ? body.errors : [];
    const errors = found.filter((error): error is ErrorJson => typeof error === "object" && error !== null);
    super(errors[0]?.long_message ?? errors[0]?.message ?? "");
    this.status = status;
    this.errors = errors.map(({ code, message, long_message, meta }) => ({
      code,
      message,
      ...(long_message !== undefined && { longMessage: long_message }),
      meta: Object.fromEntries(Object.entries(meta ?? {}).map(([key, value]) => [camel(key), value])),
    }));
    this.clerkTraceId = body.clerk_trace_id;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
  }
}

/** The names of errors that have one of their own. */
const NAMES: Record<string, string> = { aborted: "AbortError", clerk_offline: "ClerkOfflineError" };

/** The call failed on this side: a bad parameter, no connection, nobody signed in, an abort. */
export class ClerkRuntimeError extends Error implements PublicRuntimeError {
  static kind = "ClerkRuntimeError";
  readonly clerkError = true;
  readonly clerkRuntimeError = true;
  readonly code: string;
  declare readonly field?: string;
  declare readonly status?: number;

  constructor({ code, message, field, status, cause }: Failure) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = NAMES[code] ?? "ClerkRuntimeError";
    this.code = code;
    if (field) this.field = field;
    if (status !== undefined) this.status = status;
  }
}

/** Why the core refused: it throws lines of text (`src/error.rs`), or undefined where the server's reply says it. */
export const failureOf = (thrown: unknown, reply?: Reply): Failure => {
  if (typeof thrown === "string") {
    const [code = "", field = "", message = ""] = thrown.split("\n");
    return { code, field, message, ...(code === "unexpected_response" && reply && { status: reply.status }) };
  }
  if (thrown === undefined && reply) return { code: "api_response_error", message: "", status: reply.status, reply };
  return unexpected("$", reply?.status, thrown);
};

/** The answer is not what the Frontend API says. */
export const unexpected = (path: string, status?: number, cause?: unknown): Failure => ({
  code: "unexpected_response",
  message: `The server's answer is not what the Frontend API says, at ${path}: check the key's host or the proxy URL.`,
  ...(status !== undefined && { status }),
  cause,
});

export const aborted = (): Failure => ({ code: "aborted", message: "The call was aborted." });

export const disposed = (): Failure => ({
  code: "disposed",
  message: "This Clerk object was disposed: make a new one.",
});

/**
 * An Error for whatever was thrown. `method` stands before what is said of its parameters. What is thrown without a code
 * comes from reading an answer that is like no answer.
 */
export const toError = (thrown: unknown, method?: string): Error => {
  if (thrown instanceof ClerkAPIResponseError || thrown instanceof ClerkRuntimeError) return thrown;
  const failure = isFailure(thrown) ? thrown : unexpected("$", undefined, thrown);
  if (failure.reply) return new ClerkAPIResponseError(failure.reply);
  if (!method || failure.code !== "invalid_params") return new ClerkRuntimeError(failure);
  return new ClerkRuntimeError({ ...failure, message: `${method}: ${failure.message}` });
};

/** Whether it is a Failure. Errors that others throw may have a `code` too, and are none. */
export const isFailure = (thrown: unknown): thrown is Failure =>
  !(thrown instanceof Error) && typeof (thrown as Failure | undefined)?.code === "string";
