// The errors that callers see. `kind` is how the official error guards know them (FAPI 8.3, consequence 4).

import { camel } from "./names.js";

/** The server refused. */
export class ClerkAPIResponseError extends Error {
  static kind = "ClerkAPIResponseError";
  name = "ClerkAPIResponseError";
  code = "api_response_error";
  clerkError = true;

  constructor({ message, status, body, retryAfter }) {
    super(message);
    this.status = status;
    this.errors = (body.errors ?? []).map(({ code, message, long_message, meta }) => ({
      code,
      message,
      longMessage: long_message,
      meta: Object.fromEntries(Object.entries(meta ?? {}).map(([key, value]) => [camel(key), value])),
    }));
    this.clerkTraceId = body.clerk_trace_id;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
  }
}

/** The call failed on this side: a bad parameter, no connection, nobody signed in, an abort. */
export class ClerkRuntimeError extends Error {
  static kind = "ClerkRuntimeError";
  clerkError = true;
  clerkRuntimeError = true;

  constructor({ code, message, field, status }) {
    super(message);
    this.name =
      code === "aborted" ? "AbortError" : code === "clerk_offline" ? "ClerkOfflineError" : "ClerkRuntimeError";
    this.code = code;
    if (field !== undefined) this.field = field;
    if (status !== undefined) this.status = status;
  }
}

/** What the core threw, as an Error. */
export const toError = (failure) => {
  if (failure instanceof Error) return failure;
  return failure.body ? new ClerkAPIResponseError(failure) : new ClerkRuntimeError(failure);
};
