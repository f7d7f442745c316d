import { expect, it } from "vitest";
import type { FieldErrors } from "./domain-error.ts";
import { callMessage, fieldsInWords } from "./fields-in-words.ts";

it.each<[string, FieldErrors, string]>([
  ["one field", { name: ["Required"] }, "name: Required"],
  [
    "a name that the caller made up",
    { "\nred\u202e": ["Unknown field"], ["x".repeat(99)]: ["Unknown field"] },
    `" red ": Unknown field; "${"x".repeat(60)}": Unknown field`,
  ],
  [
    "several of one, and the input as a whole",
    { name: ["Too long", "Not a name"], "": ["Is empty"] },
    "name: Too long, Not a name; Is empty",
  ],
  [
    "at most five",
    Object.fromEntries(["a", "b", "c", "d", "e", "f", "g"].map((field) => [field, ["Required"]])),
    "a: Required; b: Required; c: Required; d: Required; e: Required; and 2 more",
  ],
])("says which fields are wrong: %s", (_what, errors, message) => {
  expect(fieldsInWords(errors)).toBe(message);
});

it.each<[string, Parameters<typeof callMessage>[1], string]>([
  [
    "an invalid input",
    { code: "INVALID_INPUT", message: "-", errors: { name: ["Required"] } },
    "a.b: name: Required",
  ],
  ["an unknown procedure", { code: "ROUTE_NOT_FOUND", message: "Unknown" }, "a.b: Unknown"],
  [
    "any other error",
    { code: "PATIENT_NOT_FOUND", message: "No such patient", errors: null },
    "No such patient",
  ],
])("names the call in the message of %s", (_what, refused, message) => {
  expect(callMessage("a.b", refused)).toBe(message);
});
