import { Decimal } from "@caretype/chart/clinical/schema";
import { type ReadNumber, type ReadValue, readValue, withoutExponent } from "../clinical/measured-value.ts";

type Cells = {
  value: string;
  unit: string | null;
  type: string;
  coding?: { system: string; code: string } | undefined;
};

/** The value of an observation. A number of the type of texts is a text, unless it has a unit. */
export function observationValue({ value: text, unit, type, coding }: Cells): ReadValue {
  const isText = type.trim() === "text" && unit === null;
  return readValue({ text, unit, coding, readNumber: isText ? none : readNumber });
}

const none: ReadNumber = () => ({ value: null });

const readNumber: ReadNumber = (text) => {
  const number = withoutExponent(text.replace(/^\u2212/, "-"));
  return { value: Decimal.safeParse(number).success ? number : null };
};
