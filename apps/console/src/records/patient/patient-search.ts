import { typingLocale } from "../../words/format/format.ts";

export type DateOrder = "dmy" | "mdy";

/** Whether a locale has days or months first. Undefined for one that begins with the year: both are possible there. */
export function dateOrderOf(locale: string): DateOrder | undefined {
  const parts = new Intl.DateTimeFormat(locale, { dateStyle: "short" }).formatToParts(0);
  const [first, second] = parts.map(({ type }) => type).filter((type) => type !== "literal");
  if (first === "day") return "dmy";
  return first === "month" && second === "day" ? "mdy" : undefined;
}

/** What is searched for, the best matches first, with dates as the reader types them. */
export const patientSearch = (q: string) =>
  ({ q, sort: "relevance", dateOrder: dateOrderOf(typingLocale) }) as const;
