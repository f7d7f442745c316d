import { useLocalStorage } from "@mantine/hooks";
import { keptPrefix } from "../session/kept-settings.ts";
import { formatNumber } from "../shell/text/format.ts";
import type { Units } from "./vital-signs.ts";

/** The units that the reader prefers. Kept on this device, until accounts have this setting. */
export function useUnits(): [Units, (units: Units) => void] {
  const [units, setUnits] = useLocalStorage<Units>({
    key: `${keptPrefix}units`,
    defaultValue: "metric",
    getInitialValueInEffect: false,
    serialize: (value) => value,
    deserialize: (text) => (text === "us" ? "us" : "metric"),
  });
  return [units, setUnits];
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
