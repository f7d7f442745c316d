import postgres from "postgres";

/**
 * The database cannot answer now: connection lost or refused, no connection free in time, or the handle closed.
 * A commit that fails so may or may not have happened. The driver's error is kept as `cause`.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
  readonly retryAfterSeconds: number;

  constructor(message: string, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.retryAfterSeconds = options.retryAfterSeconds ?? 1;
  }
}

/** Why a connection has ended, as far as we know it ourselves. Its texts are fixed: a log may have them. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** Whether the server refused just this statement, and the connection goes on. */
export function isStatementError(error: unknown): error is postgres.PostgresError {
  if (!(error instanceof postgres.PostgresError)) return false;
  return error.severity !== "FATAL" && error.severity !== "PANIC" && !/^(08|57P)/.test(error.code);
}

/** The constraint that a statement violated, if that is what went wrong. */
export function constraintOf(error: unknown): string | undefined {
  const found = postgresErrorIn(error);
  return found?.code.startsWith("23") ? found.constraint_name : undefined;
}

/** The five-character SQLSTATE of the server's error. */
export function sqlStateOf(error: unknown): string | undefined {
  return postgresErrorIn(error)?.code;
}

/** Drizzle wraps the driver's error, and callers may wrap again; the depth bounds a cycle of causes. */
function postgresErrorIn(error: unknown): postgres.PostgresError | undefined {
  let current = error;
  for (let depth = 0; depth < 10 && current instanceof Error; depth++) {
    if (current instanceof postgres.PostgresError) return current;
    current = current.cause;
  }
  return undefined;
}
