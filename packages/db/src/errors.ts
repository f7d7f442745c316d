import postgres from "postgres";
import { nodeCodeOf } from "./node-code.ts";

/**
 * The database cannot answer now: the connection was lost or refused, none became free in time, or the handle is
 * closed. If a commit fails like this, it may or may not have happened. `cause` is the driver's error.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
  readonly retryAfterSeconds: number;

  constructor(message: string, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.retryAfterSeconds = options.retryAfterSeconds ?? 1;
  }
}

/** The client left before its call began. The refusal reaches no one and is no fault. */
export class ClientLeft extends DatabaseUnavailable {
  constructor() {
    super("The client has left.");
  }
}

/** The reason why a connection ended, if known. Its texts are constants, and so safe to log. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** The server did not answer in time, although the connection is open. */
export class ServerSilent extends ConnectionLost {}

/** Whether the server rejected only this statement, and the connection stays usable. */
export function isStatementError(error: unknown): error is postgres.PostgresError {
  if (!(error instanceof postgres.PostgresError)) return false;
  // Citus reports `ERROR 08006` if another node cannot be reached. Calls of other practices share the connection.
  return error.severity !== "FATAL" && error.severity !== "PANIC";
}

/** Whether another node of Citus could not be reached, although the coordinator answers. */
export function isOfOtherNode(error: unknown): boolean {
  return postgresErrorIn(error)?.severity === "ERROR" && /^(08|57P)/.test(sqlStateOf(error) ?? "");
}

/** On Citus, the name ends with the shard's number: `assignment_pair_key_102036`. */
const shardNumber = /_\d{6,}$/;

/**
 * The constraints that triggers name when they raise these messages. Citus passes on the message of an error on another
 * node, but not the constraint's name.
 */
export const raisedConstraints: Readonly<Record<string, string>> = {
  "No such doctor": "appointment_doctor_fkey",
  "The doctor has another appointment": "appointment_doctor_excl",
  "All seats are taken": "appointment_doctor_excl",
  "The doctor's day is full": "appointment_day_full",
  "The encounter is locked": "encounter_locked",
  "The record was entered in error": "record_in_error",
  // For every kind of record in encounters.
  "The patient has no such encounter": "condition_encounter_fkey",
  "The patient has an active allergy": "allergy_none_known",
  "What was signed cannot be changed or removed": "note_signed",
};

/** Returns the constraint that a statement violated, if any. */
export function constraintOf(error: unknown): string | undefined {
  const found = postgresErrorIn(error);
  if (!found?.code.startsWith("23")) return undefined;
  const name =
    found.constraint_name ??
    raisedConstraints[found.message] ??
    / constraint "([^"]+)"/.exec(found.message)?.[1];
  return name?.replace(shardNumber, "");
}

/** An internal error of Citus if another node has closed a connection that a transaction needs. */
const lostConnection = /^failure on connection marked as essential/;

/** Returns the five-character SQLSTATE of the server's error. */
export function sqlStateOf(error: unknown): string | undefined {
  const found = postgresErrorIn(error);
  return found && lostConnection.test(found.message) ? "08006" : found?.code;
}

/** Drizzle wraps the driver's error, and callers may wrap it again. The depth limit guards against cycles. */
function postgresErrorIn(error: unknown): postgres.PostgresError | undefined {
  let current = error;
  for (let depth = 0; depth < 10 && current instanceof Error; depth++) {
    if (current instanceof postgres.PostgresError) return current;
    current = current.cause;
  }
  return undefined;
}

/** SQLSTATEs used in several files. `lockNotAvailable`: a lock timeout. */
export const sqlStates = { lockNotAvailable: "55P03", deadlock: "40P01", insufficientPrivilege: "42501" };

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
  return !tlsFailure.test(nodeCodeOf(cause) ?? "");
}
