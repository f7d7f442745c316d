import type { Condition } from "@caretype/client";
import { z } from "zod";

type Concept = Condition["code"];
/** A concept in a form: its text, and the code chosen for it. */
export const CodedText = z.object({
  text: z.string(),
  coding: z
    .object({ system: z.string(), code: z.string(), display: z.string(), version: z.string().nullable() })
    .nullable(),
});
export type CodedText = z.output<typeof CodedText>;

export const noCodedText: CodedText = { text: "", coding: null };

export const codedTextOf = (concept: Concept | null | undefined): CodedText =>
  concept ? { text: concept.text, coding: concept.coding } : noCodedText;

/** As one string, since forms compare strings. Empty without text. */
export function writeCodedText({ text, coding }: CodedText): string {
  if (text === "" && coding === null) return "";
  return JSON.stringify(CodedText.parse({ text, coding }));
}

export const readCodedText = (written: string | undefined): CodedText =>
  written ? CodedText.parse(JSON.parse(written)) : noCodedText;

/** `Asthma (195967001)`, which differs between codes. */
export function shownCodedText(written: string | undefined): string {
  const { text, coding } = readCodedText(written);
  return coding ? `${text} (${coding.code})` : text;
}
