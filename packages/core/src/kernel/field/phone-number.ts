import { invalidInput } from "../error/domain-error.ts";
import type { FieldMessage } from "../error/field-messages.ts";

// Phone numbers as people write them. Pure: browsers use it for forms.

/** Separators between digits. */
const separators = String.raw`\s\p{P}\p{Cf}+~−|`;
const digitsAndSeparators = new RegExp(`^(?!.*@)[\\d${separators}]+$`, "u");

/** Whether a search word is a phone number or part of one. */
export const isOfNumber = (word: string) => digitsAndSeparators.test(word);

/** As in `555-0100 ext. 12` and `044 555 02 DW 12`, also before another number. */
const extension =
  /(?<![a-z])(?:;?ext(?:ensio)?n?|x|int(?:erno)?|poste|durchwahl|dw|nst|app(?:arat)?|anexo|ramal)[.:=]*\s*\d{1,6}(?!\d)(?=\s*(?:[/;,|&]|\p{L}|$))/giu;
/**
 * Labels before or after a number: `Tel. 030 1234567`, `P 044 …, mum: 079 …`, `555-0100 cell`, `☎ 030 …`. Also a
 * link's scheme.
 */
const label =
  /(?<!\p{L})(?:(?:t[eé]l|tel[eé](?:ph|f)on[eo]?|tfno|phone|mobile?|mob|m[oó]vil|portable|cell?|handy|natel|home|privat|priv|dom(?:icile)?|casa|fijo|fixe?|work|office|prof|büro|bureau|oficina|trabajo|gesch(?:äft(?:lich)?)?|festnetz|fax|тел(?:ефон)?|моб)(?!\p{L})|[a-z](?=\.\s*[+(\d])|\p{L}[\p{L} ]{0,20}(?=:\s*[+(\d])|\p{So}\ufe0f?|[cdfghmptw](?=\s+[+(\d]))[.:]*/giu;
/** As in `555-0100 (daughter)`. */
const note = /\([^()\p{L}]*\p{L}[^()]*\)/gu;
/** Letters for digits, as in `1-800-GO-FEDEX`. */
const phoneWord = /^(?=(?:\D*\d){3})[+\d\s().-]+-(?=.{3})[A-Z]+(?:-[A-Z]+)*$/i;

const noDigits = "Not a phone number: it has no digits";
const strayLetters =
  "Not a phone number: letters can only be in an extension, as in 555-0100 ext. 12, or in a note in brackets, as in 555-0100 (home)";

const tooLong = "Not a phone number: it has more than 15 digits";
/** Maximum digits by ITU-T E.164. */
const maxDigits = 15;

/** Separates two numbers, like a slash. */
const joint = /\s(?:or|oder|o|ou|u|und|and|y|e|et|bzw\.|resp\.)\s/iu;

/** Returns why a text is not a phone number, or null if it is one, in any notation. */
export function phoneProblem(text: string): FieldMessage | null {
  if (!/\d/.test(text)) return noDigits;
  const parts = text.split(joint);
  if (parts.length > 1 && parts.every((part) => digitsOf(part).length >= keyLength))
    return parts.map(phoneProblem).find((problem) => problem !== null) ?? null;
  const bare = [note, extension, label].reduce((rest, each) => rest.replaceAll(each, " "), text).trim();
  if (!isOfNumber(bare) && !phoneWord.test(bare)) return strayLetters;
  const isLong = (number: string) =>
    digitsOf(number.replace("(0)", "")).replace(/^00/, "").length > maxDigits;
  return phoneNumbers(text).some(isLong) ? tooLong : null;
}

/** For an update. Accepts the record's own number, even an invalid one. Throws `INVALID_INPUT`. */
export function changedPhoneNumber<Given extends string | null | undefined>(
  given: Given,
  current: string | null,
): Given | string {
  if (typeof given !== "string" || given === current) return given;
  const number = withPlainDigits(given);
  const problem = phoneProblem(number);
  if (problem !== null) throw invalidInput({ phoneNumber: [problem] });
  return number;
}

const isDigit = (codePoint: number) => /\p{Nd}/u.test(String.fromCodePoint(codePoint));

/** Unicode orders each script's decimal digits from zero, in runs of ten. */
function digitValue(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let first = codePoint;
  while (isDigit(first - 1)) first -= 1;
  return String((codePoint - first) % 10);
}

/** Converts digits of all scripts to ASCII, for searches. */
export const withPlainDigits = (text: string): string => text.replace(/(?!\d)\p{Nd}/gu, digitValue);

/** Texts with fewer digits are searched as typed. */
const minDigits = 4;

/** From ITU-T E.164. No code is a prefix of another. */
const countryCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** The digits without country code and trunk prefix. Null if there are too few. */
export function nationalNumber(typed: string): string | null {
  const digits = digitsOf(typed);
  if (digits.length < minDigits) return null;
  const isInternational = /^\D*(?:\+|00)/.test(typed);
  const dialled = isInternational ? inCountry(digits) : digits;
  const national = dialled.replace(longDistance, "");
  return national.length < minDigits ? digits : national;
}

const digitsOf = (text: string) => text.replace(/\D/g, "");

/** Trunk prefixes: 0 nearly everywhere, 1 in North America and 8 in Russia, before ten digits. */
const longDistance = /^(?:0+|[18](?=\d{10}$))/;

const inCountry = (digits: string) => digits.replace(/^00/, "").replace(countryCode, "");

/** The number of last digits that are compared, as in the indexes of phone numbers. */
export const keyLength = 6;

/** With at least this many digits, a slash ends a number. Before, it may follow an area code. */
const endedLength = 7;
/** After this many digits, a short part is not part of the number, as in `044 555 02 00/01`. */
const wholeLength = 9;

/**
 * The numbers in a field, which may have several: `044 555 02 00 / 079 123 45 67`. Letters end a number, as before an
 * extension. Mirrors the database's function `phone_key`.
 */
export function phoneNumbers(text: string): string[] {
  const numbers: string[] = [];
  for (const segment of text.split(/[A-Za-z#]+/)) {
    let number = "";
    for (const part of segment.split(/[/;,|&]|\s[-–—]\s|(?=\+)/)) {
      const [before, added] = [digitsOf(number).length, digitsOf(part).length];
      if (before >= endedLength && added >= keyLength) {
        numbers.push(number);
        number = part;
      } else if (before < wholeLength) number += part;
    }
    numbers.push(number);
  }
  return numbers.filter((number) => digitsOf(number).length >= keyLength);
}

/** Whether two fields share a number, with or without country and area codes. */
export function isSameNumber(one: string, other: string): boolean {
  const others = phoneNumbers(other);
  return phoneNumbers(one).some((first) =>
    others.some((second) => endsWithNumber(first, second) || endsWithNumber(second, first)),
  );
}

function endsWithNumber(text: string, sought: string): boolean {
  const national = nationalNumber(sought);
  return national !== null && national.length >= keyLength && digitsOf(text).endsWith(national);
}
