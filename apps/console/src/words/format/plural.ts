import type { Language } from "../settings/display-settings.ts";
import { formatNumber } from "./format.ts";

type Forms = { one: string; other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** `number` replaces the count, such as "10,000+". */
type Counted = (count: number, forms: Forms, number?: string) => string;

/**
 * Selects a plural form by the language's rules. `#` becomes the formatted number. `zero`, if given, is used for 0 in
 * every language.
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
