import { loinc } from "@caretype/chart/unit/measures";
import type { Random } from "./random.ts";

type Single = { of: "pulse" | "weight" | "height" | "glucose"; from: number; to: number };
type Pressure = { of: "pressure"; from: readonly [number, number]; to: readonly [number, number] };

/** A repeated measurement that changes from one number to another, with up to `spread` of noise. */
export type Trend = (Single | Pressure) & { spread: number };

const coded = (code: string, display: string) => ({ coding: { system: loinc, code, display } });
const vital = { category: "vital-signs" } as const;

const single = {
  pulse: { code: coded("8867-4", "Heart rate"), unit: "/min", places: 0, ...vital },
  weight: { code: coded("29463-7", "Body weight"), unit: "kg", places: 1, ...vital },
  height: { code: coded("8302-2", "Body height"), unit: "cm", places: 1, ...vital },
  glucose: {
    code: coded("15074-8", "Glucose in blood"),
    unit: "mmol/L",
    places: 1,
    category: "laboratory",
    referenceRange: { low: "3.9", high: "5.6" },
  },
} as const;

const quantity = (number: number, unit: string, places = 0) =>
  ({ kind: "quantity", number: number.toFixed(places), unit }) as const;

/** Interpolates a trend. `way` is from 0 to 1. */
const between = (from: number, to: number, way: number) => from + (to - from) * way;

/** An observation of a trend. `way` is from 0 to 1. */
export function measure(trend: Trend, way: number, random: Random) {
  const off = (random.next() * 2 - 1) * trend.spread;
  if (trend.of === "pressure") {
    const { from, to } = trend;
    const part = (at: 0 | 1, code: ReturnType<typeof coded>) => ({
      code,
      value: quantity(between(from[at], to[at], way) + (at === 0 ? off : off / 2), "mm[Hg]"),
    });
    const components = [
      part(0, coded("8480-6", "Systolic blood pressure")),
      part(1, coded("8462-4", "Diastolic blood pressure")),
    ];
    return { ...vital, code: coded("85354-9", "Blood pressure"), components };
  }
  const { unit, places, ...kind } = single[trend.of];
  return { ...kind, value: quantity(between(trend.from, trend.to, way) + off, unit, places) };
}

/** Usual height in cm and weight in kg at birth and on each birthday up to the 17th. */
export const growth: readonly (readonly [height: number, weight: number])[] = [
  [50, 3.4],
  [76, 9.6],
  [87, 12.2],
  [95, 14.3],
  [102.5, 16.3],
  [109, 18.3],
  [115.5, 20.5],
  [121.5, 22.9],
  [127.5, 25.5],
  [133, 28.5],
  [138.5, 32],
  [144, 36],
  [150, 40.5],
  [156.5, 45.5],
  [162, 50.5],
  [166, 55],
  [168.5, 58.5],
  [170, 61],
];
