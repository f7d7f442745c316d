import { specializationCodes } from "@caretype/api/doctor/schema";
import { texts } from "./texts.en.ts";

const nameOf: Readonly<Record<string, string>> = texts.specializations;
const names = new Map(
  Object.entries(specializationCodes).flatMap(([code, label]) =>
    [code, label].map((text) => [text, nameOf[code]] as const),
  ),
);

/** The specialization of a code, or of its label, in the reader's language. Other text stays as it is. */
export const specializationName = (text: string | null | undefined): string =>
  names.get(text ?? "") ?? text ?? "";
