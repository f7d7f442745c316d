import type { z } from "zod";
import type { FieldMessage } from "./field-messages.ts";

const kinds: Record<string, FieldMessage> = {
  string: "Has to be a text",
  number: "Has to be a number",
  int: "Has to be a whole number",
  boolean: "Has to be true or false",
  array: "Has to be a list",
  object: "Has to be an object",
};

/** The message for an invalid input if its schema has none. A library's own messages are never sent. */
export function inputMessage(issue: z.core.$ZodRawIssue): FieldMessage {
  if (issue.input === undefined) return "Required";
  switch (issue.code) {
    case "invalid_type":
      return kinds[issue.expected] ?? "Has to be of another type";
    case "invalid_value":
      return `Has to be one of ${issue.values.join(", ")}`;
    case "too_big":
      return issue.origin === "string"
        ? `Has to be at most ${issue.maximum} characters long`
        : `Has to be at most ${issue.maximum}`;
    case "too_small":
      return issue.origin === "string"
        ? `Has to be at least ${issue.minimum} characters long`
        : `Has to be at least ${issue.minimum}`;
    default:
      return "Not valid";
  }
}
