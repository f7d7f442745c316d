import { soughtBirth } from "@caretype/api/patient/birth-dates";
import { formatDate, typingLocale } from "../shell/text/format.ts";
import { type DateOrder, dateOrderOf } from "./patient-search.ts";

export type TypedBirth = {
  /** `YYYY-MM-DD`, or the text itself if it is no date of birth. */
  value: string;
  /** The date as it is displayed, or the text itself. */
  shown: string;
  isDate: boolean;
  /** What the text may mean as well, displayed. */
  others: string[];
};

/**
 * Reads a date of birth as people type it. The order of the reader's region decides between several meanings, then
 * the later date.
 */
export function typedBirth(
  text: string,
  order: DateOrder | undefined = dateOrderOf(typingLocale),
): TypedBirth {
  const found = soughtBirth(text, undefined);
  const preferred = new Set(soughtBirth(text, order)?.dates);
  // Only an exact date counts, not a text that contains one.
  if (found === null || /\S/.test(found.others)) {
    return { value: text.trim(), shown: text.trim(), isDate: false, others: [] };
  }
  const [value = "", ...others] = found.dates.toSorted(
    (one, other) => Number(preferred.has(other)) - Number(preferred.has(one)) || other.localeCompare(one),
  );
  return { value, shown: formatDate(value), isDate: true, others: others.map(formatDate) };
}
