import { expect, it } from "vitest";
import { z } from "zod";
import { wireErrors } from "../src/rest/problem.ts";
import { shapeOf } from "../src/rest/shape.ts";

const input = shapeOf(z.strictObject({ startsAt: z.string() }), "input");
const named = (field: string, message: string) =>
  Object.keys(wireErrors({ [field]: [message] }, input, new Map()));

it("REST names a field in its own case, also one that the call does not take", () => {
  expect(named("startsAt", "Required")).toEqual(["starts_at"]);
  expect(named("reasonForVisit", "Required")).toEqual(["reason_for_visit"]);
});

it("REST names an unknown field as it was sent", () => {
  expect(named("startAt", "Unknown field: did you mean starts_at?")).toEqual(["startAt"]);
});
