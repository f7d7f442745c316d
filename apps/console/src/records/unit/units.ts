import type { Account } from "@caretype/client";
import { useState } from "react";
import { useMe } from "../../session/client/use-practice.ts";
import { formatNumber } from "../../words/format/format.ts";

export type Units = Account["unitSystem"];

/** The units that a view shows, and how they are switched for this view alone. */
export type ShownUnits = { units: Units; switchUnits: (units: Units) => void };

/** Starts with the units that the account prefers. */
export function useShownUnits(): ShownUnits {
  const { unitSystem } = useMe();
  const [switched, switchUnits] = useState<Units | null>(null);
  return { units: switched ?? unitSystem, switchUnits };
}

const labels: Record<string, string> = {
  "[lb_av]": "lb",
  "[in_i]": "in",
  Cel: "°C",
  "[degF]": "°F",
  "mm[Hg]": "mmHg",
  "kg/m2": "kg/m²",
};

/** A UCUM unit as people write it. */
export const unitLabel = (unit: string): string => labels[unit] ?? unit;

const point = formatNumber(1.5).replaceAll(/\d/g, "");

/** A decimal as the reader writes it, with all its digits. */
export const formatDecimal = (decimal: string): string => decimal.replace(".", point);

export const withUnit = (number: string, unit: string): string =>
  `${formatDecimal(number)} ${unitLabel(unit)}`;

/** What was typed as a decimal of the API, which has a point. */
export const decimalIn = (typed: string): string => typed.trim().replace(",", ".");
