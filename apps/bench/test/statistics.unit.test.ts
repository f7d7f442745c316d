import { describe, expect, it } from "vitest";
import { median, percentile, ratiosOf, spreadOf } from "../src/statistics.ts";

describe("percentiles", () => {
  it("sorts numerically", () => {
    expect(median([100, 9, 20])).toBe(20);
    expect(spreadOf([100, 9, 20])).toEqual({ median: 20, min: 9, max: 100 });
  });

  it("interpolates between the two nearest values", () => {
    expect(median([1, 2, 3, 4])).toBe(2.5);
    expect(percentile([0, 10], 99)).toBeCloseTo(9.9);
    expect(percentile([7], 99)).toBe(7);
  });

  it("throws without values", () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe("ratiosOf", () => {
  it("pairs values of the same round", () => {
    expect(ratiosOf([5, 10, 30], [10, 10, 20])).toEqual([0.5, 1, 1.5]);
  });

  it("leaves out rounds without a reference", () => {
    expect(ratiosOf([5, 10, 30], [10, 0])).toEqual([0.5]);
    expect(ratiosOf([5], [])).toEqual([]);
  });
});
