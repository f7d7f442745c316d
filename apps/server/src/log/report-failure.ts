import { printToStderr } from "@caretype/cli/output";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { DatabaseUnavailable, SessionStateUnsupported } from "@caretype/db";
import { SettingsError } from "../settings/settings.ts";

/** Prints why a command failed, in a few lines without a stack. */
export const reportFailure = (error: unknown): void => printToStderr(describeFailure(error));

export function describeFailure(error: unknown): string {
  if (error instanceof SettingsError) return `Invalid settings:${indented(error.problems)}`;
  if (error instanceof DomainError) {
    const fields = Object.entries(error.details.errors ?? {});
    return `${error.message}.${indented(fields.map(([name, messages]) => `${name}: ${messages.join(", ")}`))}`;
  }
  if (error instanceof SessionStateUnsupported) return needsUnprepared(error);
  if (error instanceof DatabaseUnavailable) {
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
    const advice = cause.includes("before secure TLS") ? " It may offer no TLS, which sslmode asks for." : "";
    return `The database cannot be reached. ${error.message}${cause}${advice}`;
  }
  if (!(error instanceof Error)) return String(error);
  const described = isSystemError(error) ? (describeListening(error) ?? describeFile(error)) : undefined;
  return described ?? rootMessage(error);
}

/** Drizzle's message is only the statement. The database's message is in the cause. */
const rootMessage = (error: Error): string =>
  error.message.startsWith("Failed query") && error.cause instanceof Error
    ? rootMessage(error.cause)
    : error.message;

const needsUnprepared = ({ message }: SessionStateUnsupported) =>
  "DATABASE_URL leads to a connection pooler, such as PgBouncer in transaction mode. Set DATABASE_PREPARE=false, " +
  `and DATABASE_DIRECT_URL to the database itself. (${message})`;

const indented = (lines: readonly string[]) => lines.map((line) => `\n  ${line}`).join("");

type SystemError = Error & {
  code: string;
  syscall?: string;
  port?: number;
  address?: string | null;
  path?: string;
};

const isSystemError = (error: Error): error is SystemError =>
  "code" in error && typeof error.code === "string";

function describeListening({ code, syscall = "", port, address }: SystemError): string | undefined {
  const descriptions: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${address} is used by another program, perhaps another Caretype server. Set PORT to another port.`,
    EADDRNOTAVAIL: `${address} is not an address of this machine. Set HOST to one of its addresses.`,
    ENOTFOUND: "HOST cannot be resolved. Set it to an address of this machine.",
    ...(/^(?:listen|bind)$/.test(syscall) && {
      EACCES: `This user may not listen on port ${port}. Set PORT to a port over 1023.`,
      EINVAL: address
        ? `${address} cannot be listened on. Add the interface to a link-local address, as in fe80::1%eth0.`
        : "The socket that LISTEN_FDS announces cannot be listened on.",
    }),
  };
  return descriptions[code];
}

/** Describes an error about a file or folder that the settings or the caller named. */
function describeFile({ code, path, syscall }: SystemError): string | undefined {
  if (code === "EMFILE" || code === "ENFILE")
    return `No more files or connections can be opened (${code}). Raise the limit, for example with ulimit -n 65536.`;
  if (code === "ENOSPC" || code === "EDQUOT") return `The disk is full (${path ?? syscall}).`;
  // EISDIR comes from a read, and names no path.
  if (code === "EISDIR") return `${path ?? "What was named"} is a folder, where a file must be. (EISDIR)`;
  if (path === undefined) return undefined;
  const descriptions: Record<string, string> = {
    EACCES: `This user may not use ${path}.`,
    EPERM: `This user may not use ${path}.`,
    EROFS: `${path} is on a read-only file system.`,
    ENOTDIR: `${path} cannot be used: a part of this path is a file, where a folder must be.`,
    ...(syscall === "open" && { ENOENT: `There is no file ${path}.` }),
    // Node also reports this for a folder on a read-only file system.
    ...(syscall === "mkdir" && {
      EEXIST: `${path} is a file. Choose a folder.`,
      ENOENT: `${path} cannot be created. Is the file system read-only?`,
    }),
  };
  const text = descriptions[code];
  return text && `${text} (${code})`;
}
