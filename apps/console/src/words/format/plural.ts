import type { Language } from "../settings/display-settings.ts";
import { formatNumber } from "./format.ts";

type Forms = { one: string; other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** `number` is written in place of the count, such as "10,000+". */
type Counted = (count: number, forms: Forms, number?: string) => string;

/**
 * Chooses the form of a count by the language's plural rules.
 * `#` in a form becomes the number, with separators. `zero`, if it is given, is the form of 0 in every language.
 *
 * @example
 * const counted = pluralsOf("en");
 * counted(2, { one: "# patient", other: "# patients" });
 */
export function pluralsOf(language: Language): Counted {
  const rules = new Intl.PluralRules(language);
  return (count, forms, number = formatNumber(count)) => {
    const form = count === 0 ? forms.zero : undefined;
    return (form ?? forms[rules.select(count)] ?? forms.other).replace("#", number);
  };
}

/** `3 h 17 min`, in all languages. */
export const hoursText = (minutes: number): string => `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
