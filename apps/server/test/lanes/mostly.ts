import fc from "fast-check";

/** The ordinary value, and occasionally one of the others. */
export const mostly = <Value>(ordinary: fc.Arbitrary<Value>, others: fc.Arbitrary<Value>, times = 12) =>
  fc.oneof({ weight: times, arbitrary: ordinary }, { weight: 1, arbitrary: others });
