import { loinc } from "@caretype/api/unit/measures";
import type { Condition } from "@caretype/client";
import { texts } from "./texts.en.ts";
import { codeOf, fieldNames, signNames, signs } from "./vital-signs.ts";

/** The codes that the console itself records, in the reader's language. */
const labels: ReadonlyMap<string, string> = new Map([
  ...fieldNames.map((name) => [codeOf(name), texts.fields[name]] as const),
  ...signNames.map((name) => [signs[name].code, texts.signs[name]] as const),
]);

/** What a coded record is called: a vital sign in the reader's language, all else as it was recorded. */
export const labelOf = ({ text, coding }: Pick<Condition["code"], "text" | "coding">): string =>
  (coding?.system === loinc && labels.get(coding.code)) || text;
