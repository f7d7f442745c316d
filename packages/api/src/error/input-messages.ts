import type { z } from "zod";

const kinds: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/** The message for an invalid input if its schema has none. A library's own messages are never sent. */
export function inputMessage(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return "Required";
  switch (issue.code) {
    case "invalid_type":
      return `Has to be ${kinds[issue.expected] ?? "of another type"}`;
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
