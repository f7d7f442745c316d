import { boundProblem, doubtOf } from "@caretype/chart/unit/bounds";
import type { Measure } from "@caretype/chart/unit/measures";
import { fieldText } from "../../../../kit/form/field-messages.ts";
import { isDecimal } from "./units.ts";

/** Judges a typed number: impossible, or unlikely. Empty if it is no number. */
export function judge(measure: Measure | null, { number, unit }: { number: string; unit: string | null }) {
  if (measure === null || unit === null || !isDecimal(number)) return {};
  const problem = boundProblem(measure, { number, unit });
  if (problem) return { problem: fieldText(problem) };
  const doubt = doubtOf(measure, { number, unit });
  return { doubt: doubt && fieldText(doubt) };
}
