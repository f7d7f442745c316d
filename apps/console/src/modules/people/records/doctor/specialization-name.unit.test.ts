import { specializationCodes } from "@caretype/core/people/doctor/schema";
import { expect, test } from "vitest";
import { specializationName } from "./specialization-name.ts";

test.each(Object.entries(specializationCodes))("%s and %s have one name", (code, label) => {
  expect([code, label].map(specializationName)).toEqual([label, label]);
});

test.each([
  ["Sports medicine", "Sports medicine"],
  ["card", "card"],
  [null, ""],
])("%s stays as it is", (text, name) => {
  expect(specializationName(text)).toBe(name);
});
