import { specializationCodes } from "@caretype/core/people/doctor/schema";
import { texts } from "./texts.en.ts";

const labelOf: Readonly<Record<string, string>> = specializationCodes;
const names = new Map(
  Object.entries(texts.specializations).flatMap(([known, name]) =>
    [known, labelOf[known] ?? known].map((text) => [text, name] as const),
  ),
);

/**
 * The specialization of a code, of its label, or of the sample data, in the user's language. Other text is unchanged.
 */
export const specializationName = (text: string | null | undefined): string =>
  names.get(text ?? "") ?? text ?? "";
