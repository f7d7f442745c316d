import { distance } from "fastest-levenshtein";
import { z } from "zod";
import type { FieldErrors } from "./domain-error.ts";
import type { FieldMessage } from "./field-messages.ts";

const kinds: Record<string, FieldMessage> = {
  string: "Has to be a text",
  number: "Has to be a number",
  int: "Has to be a whole number",
  boolean: "Has to be true or false",
  array: "Has to be a list",
  object: "Has to be an object",
};

const units: Record<string, string> = { string: " characters long", array: " entries" };
const unitOf = (origin: string) => units[origin] ?? "";

/** Maximum number of reported fields, so that an error is not larger than the request. */
const maxFields = 50;

/** Up to this many values are listed in full. */
const maxValues = 12;

/** Up to a third of the letters may be wrong. */
const lettersPerMistake = 3;

const sorted = (name: string) => [...name].sort().join("");

/** Transposed letters count as one mistake. */
const mistakes = (name: string, other: string) =>
  name !== other && sorted(name) === sorted(other) ? 1 : distance(name, other);

/** The closest known name. Only the start of long names is compared. */
export function nearestOf(sent: string, known: Iterable<string>): string | undefined {
  const name = sent.slice(0, 60).toLowerCase();
  return Array.from(known, (each) => ({ each, apart: mistakes(name, each.toLowerCase()) }))
    .filter(({ each, apart }) => apart <= Math.min(name.length, each.length) / lettersPerMistake)
    .sort((one, other) => one.apart - other.apart)[0]?.each;
}

export function unknownField(sent: string, known: Iterable<string>): FieldMessage {
  const nearest = nearestOf(sent, known);
  return nearest ? `Unknown field: did you mean ${nearest}?` : "Unknown field";
}

/** Lists all values, or suggests the closest one if there are many. */
function unknownValue({ input, values }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidValue>): FieldMessage {
  const isLong = typeof input === "string" && values.length > maxValues;
  const nearest = isLong && nearestOf(input, values.map(String));
  return nearest ? `Unknown value: did you mean ${nearest}?` : `Has to be one of ${values.join(", ")}`;
}

/** The message for the discriminator of a union, such as `kind`. Unions without one name no field. */
function messageOfKind(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): FieldMessage {
  const { discriminator, input } = issue;
  if (discriminator === undefined || !("options" in issue && Array.isArray(issue.options)))
    return "Not valid";
  const isSent = typeof input === "object" && input !== null && discriminator in input;
  return isSent ? `Has to be one of ${issue.options.join(", ")}` : "Required";
}

/** The message for an invalid input if its schema has none. A library's own messages are never sent. */
export function inputMessage(issue: z.core.$ZodRawIssue): FieldMessage {
  if (issue.input === undefined) return "Required";
  switch (issue.code) {
    case "invalid_type":
      return kinds[issue.expected] ?? "Has to be of another type";
    case "invalid_value":
      return unknownValue(issue);
    case "unrecognized_keys": {
      const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
      // One issue per field, as an issue has a single message.
      return issue.keys
        .slice(0, maxFields)
        .map((key) => unknownField(key, known))
        .join("\n") as FieldMessage;
    }
    case "too_big":
      return `Has to be at most ${issue.maximum}${unitOf(issue.origin)}`;
    case "too_small":
      if (issue.minimum === 1 && issue.origin in units) return "Required";
      return `Has to be at least ${issue.minimum}${unitOf(issue.origin)}`;
    case "invalid_union":
      return messageOfKind(issue);
    default:
      return "Not valid";
  }
}

export function fieldErrors(error: z.ZodError): FieldErrors {
  // A Map, because a hostile key may be `__proto__`.
  const fields = new Map<string, string[]>();
  const problems = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.message
          .split("\n")
          .map((message, at) => ({ path: [...issue.path, String(issue.keys[at])], message }))
      : [issue],
  );
  for (const { path, message } of problems) {
    const name = path.map(String).join(".").slice(0, 200);
    if (!fields.has(name) && fields.size === maxFields) break;
    fields.set(name, [...(fields.get(name) ?? []), message]);
  }
  return Object.fromEntries(fields);
}
