import { unitLabel } from "@caretype/chart/unit/labels";
import type { Account } from "@caretype/client";
import { useState } from "react";
import { useMe } from "../../../../session/client/use-practice.ts";
import { formatNumber } from "../../../../words/format/format.ts";
import { type Comparator, comparators, withComparator } from "./comparator.ts";

export type Units = Account["unitSystem"];

/** The units of a view, and their switch for this view alone. */
export type ShownUnits = { units: Units; switchUnits: (units: Units) => void };

/** Starts with the account's preferred units. */
export function useShownUnits(): ShownUnits {
  const { unitSystem } = useMe();
  const [switched, switchUnits] = useState<Units | null>(null);
  return { units: switched ?? unitSystem, switchUnits };
}

const point = formatNumber(1.5).replaceAll(/\d/g, "");

/** A decimal in the user's format, with all its digits. */
export const formatDecimal = (decimal: string): string => decimal.replace(".", point);

export const withUnit = (number: string, unit: string): string =>
  `${formatDecimal(number)} ${unitLabel(unit)}`;

/** Converts a typed decimal to the API's format, with a point. */
export const decimalIn = (typed: string): string => typed.trim().replace(",", ".");

/** Whether a number is complete. */
export const isDecimal = (text: string): boolean => /^-?\d{1,20}(?:\.\d{1,20})?$/.test(text);

/** A typed number that may be a bound: `<20`, `≥ 5`. */
export function boundIn(typed: string): { number: string; comparator: Comparator } {
  const [, sign = "", number = ""] = /^([<>]=?|[≤≥])?(.*)$/s.exec(typed.trim()) ?? [];
  const comparator = comparators.find((each) => sign === each || sign === withComparator("", each)) ?? null;
  return { number: decimalIn(number), comparator };
}
