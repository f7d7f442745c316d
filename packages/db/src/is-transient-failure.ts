import { DatabaseUnavailable, sqlStateOf } from "./errors.ts";

/** The server is starting, shutting down or recovering, or has no connection left. */
const transientStates = new Set(["57P01", "57P02", "57P03", "53300"]);

/** PgBouncer uses one state for nearly everything. Only its message shows that the server is unavailable. */
const behindPooler = { state: "08P01", words: /server_login_retry|query_wait_timeout|connect failed/ };

/** Errors of the certificate or the TLS negotiation, which a retry does not fix. */
const tlsFailure = /CERT|SIGNATURE|^ERR_(?:TLS|SSL)/;

/**
 * Whether a failed connection is worth retrying: the database may not have started yet, or its name not resolve
 * yet. A rejected password, a missing database or a wrong certificate do not change.
 */
export function isTransientFailure(error: unknown): boolean {
  if (!(error instanceof DatabaseUnavailable)) return false;
  const state = sqlStateOf(error);
  const cause: unknown = error.cause;
  if (state === behindPooler.state) return cause instanceof Error && behindPooler.words.test(cause.message);
  if (state !== undefined) return transientStates.has(state);
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return !tlsFailure.test(code);
}
