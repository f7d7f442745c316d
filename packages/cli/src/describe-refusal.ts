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

/** Returns the code of a refusal, unless another program sent something else in its place. */
export function codeOf(error: unknown): ErrorCode | null {
  const code = errorCode(error);
  return typeof code === "string" ? code : null;
}

/** What the server says. The client's own message also names the fields, which are shown apart here. */
function titleOf(error: unknown): string {
  if (error instanceof CallError && error.shape) return error.shape.message;
  return error instanceof Error ? error.message : String(error);
}

type Caller = Pick<Connection, "url" | "credentials" | "profile">;

/** Returns the exit code of a failed call. */
export function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof CommandFailure) return error.exitCode;
  if (isNetworkError(error)) return exitCodes.unavailable;
  if (isRouteMissing(error)) return exitCodes.failed;
  return error instanceof CallError && error.status !== null ? exitCodeOf(error.status) : exitCodes.failed;
}

/** An older server lacks the procedure, or the address is another program's. It is no record that was not found. */
const isRouteMissing = (error: unknown) =>
  isErrorCode(error, "ROUTE_NOT_FOUND") ||
  (error instanceof CallError && error.status === 404 && codeOf(error) === null);

/** Another program in the server's place may send more than anybody reads. */
const most = { lines: 100, characters: 1_000 };

/**
 * Describes a failed call, safely for a terminal. Shows no record: messages of the server have none, and its details
 * are left out.
 */
export const describeRefusal = (error: unknown, caller: Caller): string =>
  asLines(
    describe(error, caller)
      .slice(0, most.lines)
      .map((line) => line.slice(0, most.characters)),
  );

function describe(error: unknown, caller: Caller): string[] {
  // Reading an answer of another shape ends so. A mistake of ours would, too.
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

/** The client's own message names the server, unless it is late. */
function unreachable(message: string, { url, credentials }: Caller): string[] {
  const advice = credentials === "none" ? ["Name another server by --url or CARETYPE_URL."] : [];
  return [`${message.includes(url) ? message : `${url}: ${message}`}.`, ...advice];
}

/** The option of a field, or of the field that contains it. */
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
      return `This needs a sign-in of the last ten minutes: run \`${signIn}\` again.`;
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
