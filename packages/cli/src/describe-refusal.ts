import {
  CallError,
  type ErrorCode,
  errorCode,
  fieldErrors,
  isErrorCode,
  isNetworkError,
  retryAfterMs,
} from "@caretype/client";
import type { Connection } from "./connection.ts";
import { CommandFailure, type ExitCode, exitCodeOf, exitCodes } from "./exit-codes.ts";
import { flagOf } from "./field-options.ts";
import { asLines } from "./safe-text.ts";

/** Returns a refusal's code. Null if another program answered instead. */
export function codeOf(error: unknown): ErrorCode | null {
  const code = errorCode(error);
  return typeof code === "string" ? code : null;
}

/** The server's message. The client's message also names the fields, which appear separately here. */
function titleOf(error: unknown): string {
  if (error instanceof CallError && error.shape) return error.shape.message;
  return error instanceof Error ? error.message : String(error);
}

type Caller = Pick<Connection, "url" | "credentials" | "profile">;

export function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof CommandFailure) return error.exitCode;
  if (isNetworkError(error)) return exitCodes.unavailable;
  if (isRouteMissing(error)) return exitCodes.failed;
  return error instanceof CallError && error.status !== null ? exitCodeOf(error.status) : exitCodes.failed;
}

/**
 * An older server lacks the procedure, or the address is another program's. It does not mean that a record is
 * missing.
 */
const isRouteMissing = (error: unknown) =>
  isErrorCode(error, "ROUTE_NOT_FOUND") ||
  (error instanceof CallError && error.status === 404 && codeOf(error) === null);

/** Another program may send an arbitrarily long message. */
const most = { lines: 100, characters: 1_000 };

/**
 * Describes a failed call, safely for a terminal. Shows no record: the server's messages contain none, and its
 * details are omitted.
 */
export const describeRefusal = (error: unknown, caller: Caller): string =>
  asLines(
    describe(error, caller)
      .slice(0, most.lines)
      .map((line) => line.slice(0, most.characters)),
  );

function describe(error: unknown, caller: Caller): string[] {
  // An answer of another shape, or a bug of ours, ends here.
  if (error instanceof TypeError)
    return [`${caller.url} answered otherwise than a Caretype server (${error.message}).`];
  if (!(error instanceof CallError)) return [titleOf(error)];
  const code = codeOf(error);
  if (isNetworkError(error)) return unreachable(error.message, caller);
  const fields = Object.entries(fieldErrors(error)).map(
    ([name, messages]) => `  ${fieldLabel(name)}: ${messages.join(", ")}`,
  );
  const reference = [code, error.requestId && `request ${error.requestId}`].filter(Boolean).join(", ");
  const advice = code === null ? "" : adviceFor(code, error, caller);
  return [`${titleOf(error)}.${reference && ` (${reference})`}`, ...fields, ...(advice ? [advice] : [])];
}

/** Only timeouts lack the server's name in the client's message. */
function unreachable(message: string, { url, credentials }: Caller): string[] {
  const advice = credentials === "none" ? ["Set another server with --url or CARETYPE_URL."] : [];
  return [`${message.includes(url) ? message : `${url}: ${message}`}.`, ...advice];
}

/** The option of a field, or of its enclosing field. */
function fieldLabel(name: string): string {
  const [field = "", ...within] = name.split(".");
  if (field === "") return "Input";
  return within.length === 0 ? flagOf(field) : `${flagOf(field)} (${within.join(".")})`;
}

const signIn = "caretype login";

function adviceFor(code: ErrorCode, error: CallError, caller: Caller): string {
  switch (code) {
    case "UNAUTHENTICATED":
      return caller.credentials === "apiKey"
        ? `${caller.url} does not accept this API key.`
        : `Sign in at ${caller.url} with \`${signIn}\`.`;
    case "REAUTHENTICATION_REQUIRED":
      return `This requires a sign-in within the last ten minutes: run \`${signIn}\` again.`;
    case "ROUTE_NOT_FOUND":
      return "The server may be older than this command line.";
    case "STALE_VERSION":
      return "Read the record again, and pass its version.";
    case "RATE_LIMITED":
    case "SERVICE_UNAVAILABLE": {
      const waitMs = retryAfterMs(error);
      return waitMs === null ? "Try again later." : `Try again in ${Math.ceil(waitMs / 1000)} s.`;
    }
    default:
      return "";
  }
}
