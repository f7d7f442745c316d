import type { Observation } from "@caretype/client";

type Quantity = Extract<NonNullable<Observation["value"]>, { kind: "quantity" }>;
export type Comparator = Quantity["comparator"];

const signs = { "<": "<", "<=": "≤", ">=": "≥", ">": ">" } as const;

/** `≤20` for a bound, otherwise the number. */
export const withComparator = (number: string, comparator: Comparator): string =>
  `${comparator === null ? "" : signs[comparator]}${number}`;

export const comparators = ["<", "<=", ">=", ">"] as const;
