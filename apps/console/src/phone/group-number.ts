import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** Whoever has set the digits apart is left their way of it. */
const longRun = /\d{7}/;

/**
 * A telephone number in the groups that people of its country write. What is in groups already, what is no number of a country, and what would lose
 * or gain a digit or a word by it, stays as it was typed.
 */
export function groupNumber(text: string, languages: readonly string[]): string {
  if (!longRun.test(text)) return text;
  const isInternational = text.trimStart().startsWith("+");
  const number = parsePhoneNumberFromString(text, { defaultCountry: regionOf(languages), extract: false });
  if (!number || !(isInternational ? number.isPossible() : number.isValid())) return text;
  const grouped = isInternational ? number.formatInternational() : number.formatNational();
  return bare(grouped) === bare(text) ? grouped : text;
}

/** Digits and words; an extension is called by one name. */
const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/extension|ext|x|#/g, "x")
    .replace(/[^+\d\p{L}]/gu, "");

/** Numbers without a country's code are taken for those of the reader's country, if they are ones there. */
function regionOf(languages: readonly string[]): CountryCode | undefined {
  for (const language of languages) {
    const region = /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})$/i.exec(language)?.[1]?.toUpperCase();
    if (region && isSupportedCountry(region)) return region;
  }
  return undefined;
}
