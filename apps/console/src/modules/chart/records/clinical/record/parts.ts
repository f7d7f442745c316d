import { z } from "zod";
import { decimalIn } from "../../unit/units.ts";

const Parts = z.record(z.string(), z.string());

/** The parts of a field that has several inputs, by their names. The form holds them as one text, as it compares texts. */
export type Parts = Readonly<Record<string, string>>;

/** Empty if all parts are. */
export const writeParts = (parts: Parts): string =>
  Object.values(parts).every((text) => text.trim() === "") ? "" : JSON.stringify(parts);

export const readParts = (written: string | undefined): Parts =>
  written ? Parts.parse(JSON.parse(written)) : {};

/** A whole number as it was typed. The API's schema refuses what is none. */
export const wholeNumberIn = (typed: string | undefined): number | null =>
  typed === undefined || typed.trim() === "" ? null : Number(typed);

/** A decimal number as it was typed. The API's schema refuses what is none. */
export const decimalOrNull = (typed: string | undefined): string | null =>
  typed === undefined || typed.trim() === "" ? null : decimalIn(typed);
