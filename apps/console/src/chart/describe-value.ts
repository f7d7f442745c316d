import type { Observation } from "@caretype/client";
import { chartTexts as texts } from "../texts/chart.ts";
import { formatDecimal, unitLabel, withUnit } from "../vitals/units.ts";

type Value = NonNullable<Observation["value"]>;

function textOf(value: Value): string {
  if (value.kind === "quantity")
    return value.unit === null ? formatDecimal(value.number) : withUnit(value.number, value.unit);
  if (value.kind === "concept") return value.concept.text;
  if (value.kind === "text") return value.text;
  return value.boolean ? texts.yes : texts.no;
}

const unitOf = (value: Value) => (value.kind === "quantity" ? value.unit : null);
const bareOf = (value: Value) => (value.kind === "quantity" ? formatDecimal(value.number) : textOf(value));

/** `120 / 80 mmHg` for a panel whose values share a unit. */
function describeComponents(components: Observation["components"]): string {
  const values = components.map(({ value }) => value);
  const [unit, ...others] = new Set(values.map(unitOf));
  if (unit && others.length === 0) return `${values.map(bareOf).join(" / ")} ${unitLabel(unit)}`;
  return values.map(textOf).join(" / ");
}

/** What an observation found. */
export const describeValue = ({ value, components }: Pick<Observation, "value" | "components">): string =>
  value === null ? describeComponents(components) : textOf(value);

const words: Partial<Record<NonNullable<Observation["interpretation"]>, string>> = {
  abnormal: texts.abnormal,
  low: texts.low,
  high: texts.high,
  "critical-low": texts.criticalLow,
  "critical-high": texts.criticalHigh,
};

/** What is remarkable about it, in words. Null if nothing is. */
export const interpretationOf = ({ interpretation }: Pick<Observation, "interpretation">): string | null =>
  interpretation === null ? null : (words[interpretation] ?? null);
