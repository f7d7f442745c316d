/**
 * Describes an error for the log. Messages of drivers and libraries are left out, because they may quote patient
 * data.
 */
export type ErrorDescription = {
  type: string;
  message?: string;
  code?: string;
  constraint?: string;
  issues?: string[];
  frames?: string[];
  cause?: ErrorDescription;
};

const deepest = 5;
const maxMessageLength = 300;

/** Errors whose messages are our own, and quote nothing from a call. */
const fixedTexts = new Set([
  "DatabaseUnavailable",
  "ConnectionLost",
  "SessionStateUnsupported",
  "NotReady",
  "DomainError",
  "AuditSealAhead",
  "EntriesNotKept",
  "Overloaded",
  "TooManyConnections",
  "TaskKeepsFailing",
  "StorageError",
  // Their messages name files and months.
  "BackupError",
  "ArchiveRefused",
  "DamagedAudit",
]);

/**
 * SQLSTATEs that are safe to log: connections, users, transient states, rights, disk and memory. Their messages name
 * tables, files and users, never a record's value. Many other classes quote values.
 */
const ofTheServer =
  /^(08...|25...|26000|28...|3D000|40001|40P01|42501|42P05|53...|55P03|57...|58...|XX00[12])$/;

export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = stackFrames(error);
  return {
    ...describeWithoutFrames(error),
    ...(frames.length > 0 && { frames }),
    ...(error.cause !== undefined && depth < deepest && { cause: describeError(error.cause, depth + 1) }),
  };
}

export function kindOf(error: Error): Pick<ErrorDescription, "type" | "code" | "constraint"> {
  const code = readName(error, "code");
  const constraint = readName(error, "constraint_name");
  return {
    type: /^\w{1,60}$/.test(error.name) ? error.name : "Error",
    ...(code && { code }),
    ...(constraint && { constraint }),
  };
}

function describeWithoutFrames(error: Error): ErrorDescription {
  const issues = describeIssues(error);
  return {
    ...kindOf(error),
    ...(isMessageSafe(error) && {
      message: error.message.replaceAll(/\s+/g, " ").slice(0, maxMessageLength),
    }),
    ...(issues && { issues }),
  };
}

/** Errors that are already described. */
const descriptions = new WeakSet<object>();

/** Describes an outage without its stack, which would add nothing. */
export function describeOutage(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error };
  const description: ErrorDescription = {
    ...describeWithoutFrames(error),
    ...(error.cause !== undefined && depth < deepest && { cause: describeOutage(error.cause, depth + 1) }),
  };
  descriptions.add(description);
  return description;
}

/** Describes an error for the log, unless it is a description already. */
export const describeForLog = (error: unknown): unknown =>
  typeof error === "object" && error !== null && descriptions.has(error) ? error : describeError(error);

/** A code or a constraint's name: SQLSTATEs, `ECONNREFUSED`, `patient_pkey`. */
function readName(error: Error, property: string): string | undefined {
  const value: unknown = Reflect.get(error, property);
  return typeof value === "string" && /^\w{1,80}$/.test(value) ? value : undefined;
}

/** Our messages are fixed, and V8's TypeErrors name code, not data. Node's errors may quote values. */
function isMessageSafe(error: Error): boolean {
  if (fixedTexts.has(error.name)) return true;
  if (error.name === "PostgresError") return ofTheServer.test(readName(error, "code") ?? "");
  return (error.name === "TypeError" || error.name === "ReferenceError") && !("code" in error);
}

/** The path and rule of each failed schema check, never the value. */
function describeIssues(error: Error): string[] | undefined {
  const issues: unknown = Reflect.get(error, "issues");
  if (error.name !== "ZodError" || !Array.isArray(issues)) return undefined;
  return issues.slice(0, 10).map(({ path, code }) => `${Array.isArray(path) ? path.join(".") : ""} ${code}`);
}

const frame =
  /^ {4}at (?:.{1,120} \((?:file:|node:|\/).*:\d+:\d+\)|(?:async )?(?:file:|node:|\/).*:\d+:\d+)$/;

/** The stack's frames only. The message at its start may have several lines and quote values. */
function stackFrames(error: Error): string[] {
  const stack = error.stack ?? "";
  const start = stack.indexOf(error.message);
  const rest = start === -1 ? stack : stack.slice(start + error.message.length);
  return rest
    .split("\n")
    .filter((line) => frame.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}
