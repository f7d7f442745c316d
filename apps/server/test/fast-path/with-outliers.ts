import fc from "fast-check";

/** The ordinary value, and once in `weight` + 1 times one of the outliers. */
export const withOutliers = <Value>(
  ordinary: fc.Arbitrary<Value>,
  outliers: fc.Arbitrary<Value>,
  weight = 12,
) => fc.oneof({ weight, arbitrary: ordinary }, { weight: 1, arbitrary: outliers });
