import { DatabaseUnavailable, sqlStateOf } from "./errors.ts";

/** It is starting, shutting down or recovering, or has no connection left: it says so itself. */
const passingStates = new Set(["57P01", "57P02", "57P03", "53300"]);

/** PgBouncer says nearly everything by one state, so that only its words tell that the server behind it is away. */
const behindPooler = { state: "08P01", words: /server_login_retry|query_wait_timeout|connect failed/ };

/** Of the certificate or of what was negotiated: the next try ends the same way. */
const tlsFailure = /CERT|SIGNATURE|^ERR_(?:TLS|SSL)/;

/**
 * Whether a database that could not be used is worth waiting for: it may not be started yet, nor known by name. A
 * refused password, a database that does not exist or a certificate of somebody else's stay as they are.
 */
export function mayAnswerLater(error: unknown): boolean {
  if (!(error instanceof DatabaseUnavailable)) return false;
  const state = sqlStateOf(error);
  const cause: unknown = error.cause;
  if (state === behindPooler.state) return cause instanceof Error && behindPooler.words.test(cause.message);
  if (state !== undefined) return passingStates.has(state);
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return !tlsFailure.test(code);
}
