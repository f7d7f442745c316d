import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** Numbers with separators are unchanged. */
const longRun = /\d{7}/;

/**
 * Formats a telephone number as usual in its country. Returns the text unchanged if it has separators, is invalid, or
 * would lose or gain characters.
 */
export function groupNumber(text: string, languages: readonly string[]): string {
  if (!longRun.test(text)) return text;
  const isInternational = text.trimStart().startsWith("+");
  const number = parsePhoneNumberFromString(text, { defaultCountry: regionOf(languages), extract: false });
  if (!number || !(isInternational ? number.isPossible() : number.isValid())) return text;
  const grouped = isInternational ? number.formatInternational() : number.formatNational();
  return bare(grouped) === bare(text) ? grouped : text;
}

/** Digits and words, with one word for an extension. */
const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/extension|ext|x|#/g, "x")
    .replace(/[^+\d\p{L}]/gu, "");

/** The user's country, for numbers without a country code. */
function regionOf(languages: readonly string[]): CountryCode | undefined {
  for (const language of languages) {
    const region = /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})$/i.exec(language)?.[1]?.toUpperCase();
    if (region && isSupportedCountry(region)) return region;
  }
  return undefined;
}
