import { invalidInput } from "../error/domain-error.ts";

// Telephone numbers as people write them. Pure: browsers use it for forms.

/** Whatever people write between the digits of a number. */
const separators = String.raw`\s\p{P}\p{Cf}+~−`;
const digitsAndSeparators = new RegExp(`^(?!.*@)[\\d${separators}]+$`, "u");

/** One word of a search that is a number, or a part of one. */
export const isOfNumber = (word: string) => digitsAndSeparators.test(word);

const extension = /(?<![a-z])(?:;?ext(?:ensio)?n?|x|int|poste|durchwahl)[.:=]*\s*\d+$/i;
/** As in `Tel. 030 1234567`, and in a link. */
const label = /^(?:tel|telephone|phone|mobile|mob|cell|home|work|office|fax)(?![a-z])[.:]*\s*/i;
/** Who answers, as in `555-0100 (daughter)`. */
const note = /\([^()]*\p{L}[^()]*\)/gu;
/** `1-800-FLOWERS`: letters stand for the digits that a telephone has them on. */
const phoneWord = /^(?=(?:\D*\d){3})[+\d\s().-]+-[A-Z]{3,}$/i;

const noDigits = "Not a phone number: it has no digits";
const strayLetters =
  "Not a phone number: letters can only stand in an extension, as in 555-0100 ext. 12, or in a note in brackets, as in 555-0100 (home)";

/** What keeps a text from being a telephone number, in words; null for one that is, in whatever way it is written. */
export function phoneProblem(text: string): string | null {
  if (!/\d/.test(text)) return noDigits;
  const bare = text.replace(note, "").trim().replace(label, "").replace(extension, "").trim();
  return isOfNumber(bare) || phoneWord.test(bare) ? null : strayLetters;
}

/** Of an update. One that is the record's own already says nothing new, whatever it is. Rejects with `INVALID_INPUT`. */
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

/** Unicode has the decimal digits of each script in order, from zero on, in runs of ten. */
function digitValue(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let first = codePoint;
  while (isDigit(first - 1)) first -= 1;
  return String((codePoint - first) % 10);
}

/** The digits of all scripts as ASCII digits, which are searched for: keyboards of many languages have their own. */
export const withPlainDigits = (text: string): string => text.replace(/(?!\d)\p{Nd}/gu, digitValue);

/** What has fewer digits is found as it was typed, or is no number. */
const fewestDigits = 4;

/** Of ITU-T E.164: no code begins with another one. */
const countryCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** The digits that a number has however it is dialled: without a country's code, and the 0 in front of an area's. */
export function nationalNumber(typed: string): string | null {
  const digits = digitsOf(typed);
  if (digits.length < fewestDigits) return null;
  const isInternational = /^\D*(?:\+|00)/.test(typed);
  const dialled = isInternational ? inCountry(digits) : digits;
  const national = dialled.replace(longDistance, "");
  return national.length < fewestDigits ? digits : national;
}

const digitsOf = (text: string) => text.replace(/\D/g, "");

/** What is dialled before an area's code: 0 nearly everywhere, 1 in North America and 8 in Russia, with ten digits after it. */
const longDistance = /^(?:0+|[18](?=\d{10}$))/;

const inCountry = (digits: string) => digits.replace(/^00/, "").replace(countryCode, "");

/** The last digits of a number, which numbers that are the same have in common. The index `patient_phone_idx` has them. */
export const keyLength = 6;

/** A number without its extension or note: these begin with a letter or `#`. The index cuts it alike. */
const mainPart = (text: string) => /^\D*\d[^A-Za-z#]*/.exec(text)?.[0] ?? "";

/** Null where there are too few digits to tell anybody by. */
export function phoneKey(phoneNumber: string | null | undefined): string | null {
  const digits = digitsOf(mainPart(phoneNumber ?? ""));
  return digits.length < keyLength ? null : digits.slice(-keyLength);
}

/**
 * Whether a search for one of the two finds the other, whichever is longer: with a country's code or without, and with
 * an area's or without.
 */
export function isSameNumber(one: string, other: string): boolean {
  const [first, second] = [mainPart(one), mainPart(other)];
  return endsWithNumber(first, second) || endsWithNumber(second, first);
}

function endsWithNumber(text: string, sought: string): boolean {
  const national = nationalNumber(sought);
  return national !== null && national.length >= keyLength && digitsOf(text).endsWith(national);
}
