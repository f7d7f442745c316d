import { expect, it } from "vitest";
import { dateOrderOf } from "./format.ts";

it.each([
  ["en-US", "mdy"],
  ["en-GB", "dmy"],
  ["de", "dmy"],
  ["fr-CH", "dmy"],
  ["ar-EG", "dmy"],
  ["hu", undefined],
  ["ja", undefined],
  ["sv", undefined],
])("%s has dates as %s", (locale, order) => {
  expect(dateOrderOf(locale)).toBe(order);
});
