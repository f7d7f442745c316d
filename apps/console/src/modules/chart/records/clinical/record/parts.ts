import { z } from "zod";
import { decimalIn } from "../../unit/units.ts";

const Parts = z.record(z.string(), z.string());

/** A field's parts by name. The form holds them as one string, as it compares strings. */
export type Parts = Readonly<Record<string, string>>;

/** Empty if all parts are. */
export const writeParts = (parts: Parts): string =>
  Object.values(parts).every((text) => text.trim() === "") ? "" : JSON.stringify(parts);

export const readParts = (written: string | undefined): Parts =>
  written ? Parts.parse(JSON.parse(written)) : {};

/** Parses a whole number. The API's schema rejects invalid ones. */
export const wholeNumberIn = (typed: string | undefined): number | null =>
  typed === undefined || typed.trim() === "" ? null : Number(typed);

/** Parses a decimal number. The API's schema rejects invalid ones. */
export const decimalOrNull = (typed: string | undefined): string | null =>
  typed === undefined || typed.trim() === "" ? null : decimalIn(typed);
