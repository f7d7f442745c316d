import { constraintCodes } from "@caretype/core/kernel/error/definitions";
import { procedures } from "@caretype/test-api/procedures";
import { describe, expect, it } from "vitest";
import { reachableCodes } from "./reachable-codes.ts";

/** Thrown by the database, so the sources do not show them. */
const ofConstraints = new Set<string>(Object.values(constraintCodes));

const declaring = procedures.flatMap(({ path, meta: { errors = [] } }) =>
  errors.length > 0 ? [{ path, errors }] : [],
);

describe("a procedure's errors", () => {
  it("are read from most procedures", () => {
    expect(declaring.length).toBeGreaterThan(100);
    expect(reachableCodes("session.end")).toEqual(new Set(["SESSION_NOT_FOUND"]));
  });

  it.each(declaring)("$path: can be answered by its body", ({ path, errors }) => {
    const reachable = reachableCodes(path);
    expect(errors.filter((code) => !reachable.has(code) && !ofConstraints.has(code))).toEqual([]);
  });

  it.each(declaring)("$path: are listed once", ({ errors }) => {
    expect(errors).toEqual([...new Set(errors)]);
  });
});
