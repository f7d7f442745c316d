import type { ErrorCode } from "./definitions.ts";
import type { FieldErrors } from "./domain-error.ts";

/** Fields named in a message. */
const maxFields = 5;

const maxNameLength = 60;

/** Callers choose the names of unknown fields and procedures, so they may be long or contain line feeds. */
const shownName = (name: string): string =>
  /^[\w.[\]$-]+$/.test(name) && name.length <= maxNameLength
    ? name
    : JSON.stringify(name.replaceAll(/\p{C}/gu, " ").slice(0, maxNameLength));

/** Lists the invalid fields: `name: Required; email: Not an email address`. Contains no values. */
export function fieldsInWords(errors: FieldErrors): string {
  const wrong = Object.entries(errors).map(
    ([field, messages]) => `${field && `${shownName(field)}: `}${messages.join(", ")}`,
  );
  const more = wrong.length > maxFields ? [`and ${wrong.length - maxFields} more`] : [];
  return [...wrong.slice(0, maxFields), ...more].join("; ");
}

type Refused = { code: ErrorCode; message: string; errors?: FieldErrors | null | undefined };

/** The message of a refused call: `patient.create: name: Required`. Also names an unknown procedure. */
export function callMessage(path: string | undefined, { code, message, errors }: Refused): string {
  const problem = errors ? fieldsInWords(errors) : message;
  return path && (errors || code === "ROUTE_NOT_FOUND") ? `${shownName(path)}: ${problem}` : problem;
}
