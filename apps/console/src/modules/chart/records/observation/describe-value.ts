import type { Observation } from "@caretype/client";
import { texts } from "../clinical/chart/texts.en.ts";
import { type Comparator, withComparator } from "../unit/comparator.ts";
import { formatDecimal, type Units, withUnit } from "../unit/units.ts";
import { amountIn } from "../vital-sign/vital-signs.ts";

type Value = NonNullable<Observation["value"]>;
type Part = Pick<Observation, "code" | "canonical"> & { value: Value };
type Amount = { number: string; unit: string | null; comparator?: Comparator };

const boundOf = ({ number, comparator = null }: Amount) => withComparator(formatDecimal(number), comparator);

export const describeAmount = (amount: Amount): string =>
  amount.unit === null ? boundOf(amount) : withUnit(boundOf(amount), amount.unit);

function textOf(value: Exclude<Value, { kind: "quantity" }>): string {
  if (value.kind === "concept") return value.concept.text;
  if (value.kind === "text") return value.text;
  return value.boolean ? texts.yes : texts.no;
}

/** `120 / 80 mmHg` for a panel whose values share a unit. */
function describeParts(parts: readonly Part[], units: Units): string {
  const found = parts.map((part) =>
    part.value.kind === "quantity" ? amountIn(part, part.value, units) : textOf(part.value),
  );
  const amounts = found.filter((each) => typeof each !== "string");
  const [unit = null, ...others] = new Set(amounts.map((amount) => amount.unit));
  const isShared = unit !== null && others.length === 0 && amounts.length === found.length;
  if (isShared) return withUnit(amounts.map(boundOf).join(" / "), unit);
  return found.map((each) => (typeof each === "string" ? each : describeAmount(each))).join(" / ");
}

type Observed = Pick<Observation, "code" | "canonical" | "value" | "components">;

/** An observation's value, in the user's units. */
export const describeValue = ({ value, components, ...of }: Observed, units: Units): string =>
  describeParts(value === null ? components : [{ ...of, value }], units);

const words: Partial<Record<NonNullable<Observation["interpretation"]>, string>> = {
  abnormal: texts.abnormal,
  low: texts.low,
  high: texts.high,
  "critical-low": texts.criticalLow,
  "critical-high": texts.criticalHigh,
  susceptible: texts.susceptible,
  "susceptible-dose-dependent": texts.doseDependent,
  intermediate: texts.intermediate,
  resistant: texts.resistant,
};

/** Unusual properties, as text. Null without any. */
export const interpretationOf = ({ interpretation }: Pick<Observation, "interpretation">): string | null =>
  interpretation === null ? null : (words[interpretation] ?? null);
