/** What the log may hold of an error. Messages of drivers and libraries carry values of records: they stay out. */
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
const longestMessage = 300;

/** Texts of ours that hold nothing of a call. */
const fixedTexts = new Set([
  "DatabaseUnavailable",
  "ConnectionLost",
  "SessionNotKept",
  "NotReady",
  "DomainError",
  "AuditSealAhead",
  "EntriesNotKept",
]);

/**
 * What PostgreSQL says of itself: of connections and users, of states that pass, of rights, of disk and memory. Such a
 * message names tables, files and users; a value of a record is in none, as it is in many of other classes.
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
      message: error.message.replaceAll(/\s+/g, " ").slice(0, longestMessage),
    }),
    ...(issues && { issues }),
  };
}

/** What is no error any more. */
const descriptions = new WeakSet<object>();

/** Of what is out of reach or full: that says all without its stack. */
export function describeOutage(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error };
  const description: ErrorDescription = {
    ...describeWithoutFrames(error),
    ...(error.cause !== undefined && depth < deepest && { cause: describeOutage(error.cause, depth + 1) }),
  };
  descriptions.add(description);
  return description;
}

/** For the log, which is also given what is described already. */
export const describeForLog = (error: unknown): unknown =>
  typeof error === "object" && error !== null && descriptions.has(error) ? error : describeError(error);

/** A code or the name of a constraint: SQLSTATEs, `ECONNREFUSED`, `patient_pkey`. */
function readName(error: Error, property: string): string | undefined {
  const value: unknown = Reflect.get(error, property);
  return typeof value === "string" && /^\w{1,80}$/.test(value) ? value : undefined;
}

/** Ours are fixed texts. V8's own TypeErrors name code, not data; Node's, which have a code, may quote values. */
function isMessageSafe(error: Error): boolean {
  if (fixedTexts.has(error.name)) return true;
  if (error.name === "PostgresError") return ofTheServer.test(readName(error, "code") ?? "");
  return (error.name === "TypeError" || error.name === "ReferenceError") && !("code" in error);
}

/** Of a failed schema check: where, and which rule; never the value. */
function describeIssues(error: Error): string[] | undefined {
  const issues: unknown = Reflect.get(error, "issues");
  if (error.name !== "ZodError" || !Array.isArray(issues)) return undefined;
  return issues.slice(0, 10).map(({ path, code }) => `${Array.isArray(path) ? path.join(".") : ""} ${code}`);
}

const frame =
  /^ {4}at (?:.{1,120} \((?:file:|node:|\/).*:\d+:\d+\)|(?:async )?(?:file:|node:|\/).*:\d+:\d+)$/;

/** A stack begins with the message, which may have lines of its own: only what follows it, and only frames. */
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
