import type { ErrorCode } from "./definitions.ts";
import type { FieldErrors } from "./domain-error.ts";

/** A message names so many fields. */
const maxFields = 5;

const maxNameLength = 60;

/** Callers make up names of unknown fields and procedures: they may be long, or hold line feeds. */
const shownName = (name: string): string =>
  /^[\w.[\]$-]+$/.test(name) && name.length <= maxNameLength
    ? name
    : JSON.stringify(name.replaceAll(/\p{C}/gu, " ").slice(0, maxNameLength));

/** Which fields are wrong, and why: `name: Required; email: Not an email address`. Contains no values. */
export function fieldsInWords(errors: FieldErrors): string {
  const wrong = Object.entries(errors).map(
    ([field, messages]) => `${field && `${shownName(field)}: `}${messages.join(", ")}`,
  );
  const more = wrong.length > maxFields ? [`and ${wrong.length - maxFields} more`] : [];
  return [...wrong.slice(0, maxFields), ...more].join("; ");
}

type Refused = { code: ErrorCode; message: string; errors?: FieldErrors | null | undefined };

/** The message of a refused call: `patient.create: name: Required`. Names an unknown procedure, too. */
export function callMessage(path: string | undefined, { code, message, errors }: Refused): string {
  const said = errors ? fieldsInWords(errors) : message;
  return path && (errors || code === "ROUTE_NOT_FOUND") ? `${shownName(path)}: ${said}` : said;
}
