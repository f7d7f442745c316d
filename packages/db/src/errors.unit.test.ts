import postgres from "postgres";
import { expect, it } from "vitest";
import { constraintOf, isOfOtherNode, sqlStateOf } from "./errors.ts";

const violated = (fields: { message?: string; constraint_name?: string }) => {
  const { message = "duplicate key", ...rest } = fields;
  const error = Object.assign(new postgres.PostgresError(message), { message, code: "23505", ...rest });
  return constraintOf(new Error("failed", { cause: error }));
};

it.each(["assignment_pair_key", "assignment_pair_key_102036"])(
  "finds the constraint in the name %s, also of a shard",
  (constraint_name) => {
    expect(violated({ constraint_name })).toBe("assignment_pair_key");
  },
);

it.each([
  ['duplicate key value violates unique constraint "assignment_pair_key_102036"', "assignment_pair_key"],
  [
    'insert or update on table "assignment_102036" violates foreign key constraint "assignment_doctor_fkey_102036"',
    "assignment_doctor_fkey",
  ],
  ["The encounter is locked", "encounter_locked"],
])("finds the constraint in an error of another node, which has no such field: %s", (message, name) => {
  expect(violated({ message })).toBe(name);
});

it("knows a connection between nodes that was lost by its message, as Citus gives it the state of an internal error", () => {
  const message = "failure on connection marked as essential: 10.0.0.2:5432";
  const error = Object.assign(new postgres.PostgresError(message), {
    message,
    code: "XX000",
    severity: "ERROR",
  });
  expect([sqlStateOf(error), isOfOtherNode(error)]).toEqual(["08006", true]);
});
