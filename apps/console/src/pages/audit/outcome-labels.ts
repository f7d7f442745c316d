import { texts as auditTexts } from "./texts.en.ts";

const words: Record<string, string> = auditTexts.outcomeOptions;

export function outcomeOptions(chosen: string | undefined): { value: string; label: string }[] {
  const known = Object.entries(words).map(([value, label]) => ({ value, label }));
  const other = chosen && !Object.hasOwn(words, chosen) ? [{ value: chosen, label: chosen }] : [];
  return [{ value: "", label: auditTexts.filters.anyOutcome }, ...known, ...other];
}
