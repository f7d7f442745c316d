import { DomainError } from "@caretype/api";
import { DatabaseUnavailable, SessionNotKept } from "@caretype/db";
import { SettingsError } from "../settings/settings.ts";
import { tell } from "./output.ts";

/** Says in a line or a few why a command failed; no stack, which would not help who called it. */
export const reportFailure = (error: unknown): void => tell(describeFailure(error));

export function describeFailure(error: unknown): string {
  if (error instanceof SettingsError) return `These settings cannot be used:${indented(error.problems)}`;
  if (error instanceof DomainError) {
    const fields = Object.entries(error.details.errors ?? {});
    return `${error.message}.${indented(fields.map(([name, messages]) => `${name}: ${messages.join(", ")}`))}`;
  }
  if (error instanceof SessionNotKept) return needsUnprepared(error);
  if (error instanceof DatabaseUnavailable) {
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
    return `The database cannot be reached. ${error.message}${cause}`;
  }
  if (error instanceof Error) return (isSystemError(error) && describeListening(error)) || rootMessage(error);
  return String(error);
}

/** Drizzle's own message is the statement; what the database said of it is the cause. */
const rootMessage = (error: Error): string =>
  error.message.startsWith("Failed query") && error.cause instanceof Error
    ? rootMessage(error.cause)
    : error.message;

const needsUnprepared = ({ message }: SessionNotKept) =>
  "DATABASE_URL leads to a connection pooler, such as PgBouncer in transaction mode: set DATABASE_PREPARE=false, " +
  `and DATABASE_DIRECT_URL to the database itself. (${message})`;

const indented = (lines: readonly string[]) => lines.map((line) => `\n  ${line}`).join("");

type SystemError = Error & { code: string; syscall?: string; port?: number; address?: string };

const isSystemError = (error: Error): error is SystemError =>
  "code" in error && typeof error.code === "string";

function describeListening({ code, port, address }: SystemError): string | undefined {
  const descriptions: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${address} is taken by another program: set PORT to another one.`,
    EADDRNOTAVAIL: `${address} is not an address of this machine: set HOST to one that is.`,
    ENOTFOUND: "HOST is a name that nobody knows: set it to an address of this machine.",
    ...(port !== undefined && { EACCES: `Port ${port} is not for this user: set PORT to one over 1023.` }),
  };
  return descriptions[code];
}
