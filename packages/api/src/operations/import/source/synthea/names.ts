import { specializationCodes } from "../../../../people/doctor/schema.ts";
import type { SyntheaCells } from "./columns.ts";

// Synthea marks its invented names with numbers, and writes specializations in capital letters.

/** `Katheleen349 Veum823` becomes `Katheleen Veum`. */
export const readableName = (name: string): string =>
  name.replace(/(?<=\p{L}|\p{M}|')\d+(?![\p{L}\d])/gu, "");

/** `GENERAL PRACTICE` becomes `General practice`. Codes, abbreviations in brackets and other spellings stay. */
export function readableSpecialization(text: string): string {
  const given = text.trim();
  if (Object.hasOwn(specializationCodes, given) || /\p{Ll}/u.test(given)) return text;
  const words = given.replace(/\([^)]*\)|[^(]+/g, (part) =>
    part.startsWith("(") ? part : part.toLowerCase(),
  );
  return words.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}

export const withReadableNames = (cells: SyntheaCells<"patients.csv">): SyntheaCells<"patients.csv"> => ({
  ...cells,
  FIRST: readableName(cells.FIRST),
  MIDDLE: readableName(cells.MIDDLE),
  LAST: readableName(cells.LAST),
});

export const withReadableProvider = (
  cells: SyntheaCells<"providers.csv">,
): SyntheaCells<"providers.csv"> => ({
  ...cells,
  NAME: readableName(cells.NAME),
  SPECIALITY: readableSpecialization(cells.SPECIALITY),
});
