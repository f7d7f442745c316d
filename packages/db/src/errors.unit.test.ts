import postgres from "postgres";
import { expect, it } from "vitest";
import { constraintOf } from "./errors.ts";

const violated = (constraint_name: string) =>
  Object.assign(new postgres.PostgresError("duplicate key"), { code: "23505", constraint_name });

it.each(["assignment_pair_key", "assignment_pair_key_102036"])(
  "finds the constraint in the name %s, also of a shard",
  (name) => {
    expect(constraintOf(new Error("failed", { cause: violated(name) }))).toBe("assignment_pair_key");
  },
);
