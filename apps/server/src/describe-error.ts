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

export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = readName(error, "code");
  const constraint = readName(error, "constraint_name");
  const issues = describeIssues(error);
  const frames = stackFrames(error);
  return {
    type: /^\w{1,60}$/.test(error.name) ? error.name : "Error",
    ...(isMessageSafe(error) && { message: error.message }),
    ...(code && { code }),
    ...(constraint && { constraint }),
    ...(issues && { issues }),
    ...(frames.length > 0 && { frames }),
    ...(error.cause !== undefined && depth < deepest && { cause: describeError(error.cause, depth + 1) }),
  };
}

/** A code or the name of a constraint: SQLSTATEs, `ECONNREFUSED`, `patient_pkey`. */
function readName(error: Error, property: string): string | undefined {
  const value: unknown = Reflect.get(error, property);
  return typeof value === "string" && /^\w{1,80}$/.test(value) ? value : undefined;
}

/** Ours are fixed texts. V8's own TypeErrors name code, not data; Node's, which have a code, may quote values. */
function isMessageSafe(error: Error): boolean {
  if (["DatabaseUnavailable", "DomainError", "AuditSealAhead"].includes(error.name)) return true;
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
