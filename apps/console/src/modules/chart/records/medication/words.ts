import type { Medication } from "@caretype/client";
import { formatDecimal, withUnit } from "../unit/units.ts";
import { texts } from "./texts.en.ts";

type Dose = NonNullable<Medication["dose"]>;
type Timing = NonNullable<Medication["timing"]>;

/** `2.5 mg`. */
export const doseText = ({ number, unit }: Dose): string =>
  unit === null ? formatDecimal(number) : withUnit(number, unit);

/** `2 times per day`. */
export const timingText = ({ frequency, period, periodUnit }: Timing): string =>
  texts.timing(frequency, period, periodUnit);
