import { distance } from "fastest-levenshtein";
import { daysBetween } from "../../../kernel/field/day.ts";
import { withoutTitles } from "../../../kernel/field/name-parts.ts";
import { isSameNumber } from "../../../kernel/field/phone-number.ts";
import {
  differMore,
  hasMates,
  type IsMate,
  isFound,
  isHeard,
  isSpelledAlike,
  lettersOf,
} from "../search/same-word.ts";
import { isListed } from "../search/short-forms.ts";
import { soundAsOne } from "../search/sounds.ts";

// Scores the similarity of two patients. Points:
//
//   40  the same name: the same words in any order, in the loose spelling of searches, or by ear: Serhii is Sergiy
//   25  a similar name: almost half of the trigrams match, as with a typing error or an additional name, or all words
//       sound alike or are short forms, or one may be an unnamed newborn
//  -20  another name: hardly any trigram matches, and the first names differ
//  -60  the same last name with another first name, as of twins and couples, or Sr. and Jr., or Baby A and Baby B
//   40  the same date of birth
//   20  years of birth at most one apart, if only the year is known for one of them
//   -5  dates of birth that differ by a typing error: a digit, two transposed digits, or day and month
//  -30  different dates of birth
//  -60  dates of birth a generation apart
//   40  the same email address, ignoring case
//   30  the same phone number, by its digits, with or without country and area codes
//  -10  another gender, if neither is `other`
//
// From 60 points on, a person should review the pair. No single rule reaches 60, nor do the address and the number
// that a family shares. The maximum is 100. A namesake with no contradicting value scores at least 40, and possible
// twins, such as Anna and Anne, at most 55.

export const likelyScore = 60;
const namesakeScore = 40;
const maxPoints = 100;
const maxOfTwins = likelyScore - 5;

export const duplicateReasons = [
  "same name",
  "similar name",
  "same birth date",
  "similar birth date",
  "birth year within a year",
  "same e-mail address",
  "same phone number",
] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

/** Names in the database's loose spelling, with words separated by spaces. */
export type LooseNames = { given: string; family: string };

export type Comparable = LooseNames & {
  /** The patient's former names. */
  former?: readonly LooseNames[];
  dateOfBirth: string | null;
  dateOfBirthApproximate: boolean;
  gender: "male" | "female" | "other" | "unknown";
  phoneNumber?: string | null | undefined;
  email?: string | null | undefined;
};

type Finding = { points: number; reason?: DuplicateReason };
const nothing: Finding = { points: 0 };

export type Comparison = { score: number; reasons: DuplicateReason[] };

export function compareForDuplicates(one: Comparable, other: Comparable): Comparison {
  const [names = nothing] = namesOf(one)
    .flatMap((own) => namesOf(other).map((each) => compareNames(own, each)))
    .toSorted((a, b) => b.points - a.points);
  const findings = [
    names,
    compareBirths(one, other),
    compareEmails(one, other),
    comparePhones(one, other),
    compareGenders(one, other),
  ];
  const points = findings.reduce((sum, { points }) => sum + points, 0);
  const reasons = findings.flatMap(({ reason }) => (reason ? [reason] : []));
  const most = mayBeTwins(one, other) ? maxOfTwins : maxPoints;
  return { score: Math.min(most, Math.max(0, points)), reasons };
}

/** The patient under the current name, and under each former one. */
const namesOf = (one: Comparable): Comparable[] => [
  one,
  ...(one.former ?? []).map((former) => ({ ...one, ...former })),
];

/** Whether a person should review the pair. Below `likelyScore`, it may as well be a namesake or a twin. */
export const isPossible = ({ score, reasons: [name, birth] }: Comparison): boolean =>
  score >= likelyScore ||
  (score >= namesakeScore &&
    (name === "same name" || (name === "similar name" && birth === "same birth date")));

const similar = 0.45;
const different = 0.25;

function compareNames(one: Comparable, other: Comparable): Finding {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const glued = gluedOf(other);
  const isGlued = gluedOf(one).some((name) => glued.includes(name));
  if (words.join(" ") === others.join(" ") || isGlued || areSpelledAlike(words, others))
    return { points: 40, reason: "same name" };
  const areSiblings = areOfOppositeGenders(one, other) && one.given !== other.given;
  const isNewborn = mayBeNewborn(one, other);
  const isAnother = isNewborn
    ? isAnotherNewborn(one, other)
    : isOfAnotherGeneration(words, others) || hasAnotherFirstName(one, other);
  if (areSiblings || isAnother) return { points: -60 };
  const similarity = similarityOf(words, others);
  const [few = [], many = []] = [words, others].toSorted((a, b) => a.length - b.length);
  if (isNewborn || similarity >= similar || (few.length > 1 && hasMates(few, many, isFound)))
    return { points: 25, reason: "similar name" };
  // First names rarely change with a marriage.
  const keepsFirst = one.given !== "" && one.given === other.given;
  return similarity < different && !keepsFirst ? { points: -20 } : nothing;
}

const split = (text: string) =>
  withoutTitles(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);

/** Sorted, so that first and last name may be swapped. */
const wordsOf = ({ given, family }: LooseNames): string[] => [...split(given), ...split(family)].toSorted();

/** Without a space, in either order, as in `Annemarie`, `Deluca`, and Chinese, Japanese and Korean names. */
function gluedOf({ given, family }: LooseNames): string[] {
  const [first, last] = [given, family].map((name) => split(name).join(""));
  return [`${last}${first}`, `${first}${last}`];
}

const isSyllabic = (name: string) => /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]+$/u.test(name);

const generations: Record<string, number> = {
  i: 1,
  sr: 1,
  senior: 1,
  jr: 2,
  junior: 2,
  ii: 2,
  iii: 3,
  iv: 4,
};
const generationOf = (words: readonly string[]) => words.map((word) => generations[word]).find(Boolean);

function isOfAnotherGeneration(words: readonly string[], others: readonly string[]): boolean {
  const [generation, another] = [generationOf(words), generationOf(others)];
  return generation !== undefined && another !== undefined && generation !== another;
}

function hasAnotherFirstName(one: LooseNames, other: LooseNames): boolean {
  const [sign, otherSign] = [one, other].map((names) => gluedOf(names).find(isSyllabic)?.normalize("NFC"));
  // One character is a whole syllable, so another one is no typing error. A name without a space begins with the last
  // name.
  if (sign !== undefined && otherSign !== undefined)
    return one.family !== "" && other.family !== ""
      ? one.family === other.family
      : sign.codePointAt(0) === otherSign.codePointAt(0);
  const [names, others] = [inOrder(one), inOrder(other)];
  const isLastName: IsMate = (word, each) => isAlike(word, each) || isHeard(word, each);
  if (!names.family.some((word) => others.family.some((each) => isLastName(word, each)))) return false;
  const isMate: IsMate = (word, each) => isAlike(word, each) || isFirstNameHeard(word, each);
  const [few = [], many = []] = [names.given, others.given].toSorted((a, b) => a.length - b.length);
  if (few.length === 0) return false;
  // A middle name may be missing, but two different ones do not match.
  return !hasMates(few, many, isMate) || (few.length === many.length && !hasMates(many, few, isMate));
}

/** Placeholders for the name of a newborn. */
const nameless =
  /^(?:baby|babyboy|babygirl|boy|girl|infant|newborn|twin|zwilling|neugeborene[rs]?|saugling|junge|madchen|bebe|recien|nacid[oa]|nino|nina|nouveau|ne|neonato|neonata)$/;
const ofGirls = /girl|^(?:madchen|nina|nacida|neonata)$/;
const ofBoys = /boy$|^(?:junge|nino)$/;
/** Labels of unnamed twins. `A` equals `1` and `I`. */
const twinMarks = [/^(?:a|1|i)$/, /^(?:b|2|ii)$/, /^(?:c|3|iii)$/, /^(?:d|4|iv)$/];
const markOf = (word: string): number | undefined =>
  twinMarks.findIndex((mark) => mark.test(word)) + 1 || undefined;

/** The details in a newborn's placeholder name. */
type Newborn = { sex: "female" | "male" | undefined; mark: number | undefined };

function newbornOf({ given }: LooseNames): Newborn | undefined {
  const words = split(given);
  const names = words.filter((word) => !markOf(word));
  if (names.length === 0 || !names.every((word) => nameless.test(word))) return undefined;
  const is = (sex: RegExp) => names.some((word) => sex.test(word));
  const sex = is(ofGirls) ? "female" : is(ofBoys) ? "male" : undefined;
  return { sex, mark: words.map(markOf).find(Boolean) };
}

/** Whether sex or label tells an unnamed newborn apart. */
function isAnotherNewborn(one: Comparable, other: Comparable): boolean {
  const [newborn, another] = [newbornOf(one), newbornOf(other)];
  if (!newborn && !another) return false;
  const sexOf = ({ gender }: Comparable, sex: Newborn["sex"]) =>
    sex ?? (gender === "female" || gender === "male" ? gender : undefined);
  return (
    areApart(sexOf(one, newborn?.sex), sexOf(other, another?.sex)) || areApart(newborn?.mark, another?.mark)
  );
}

const areApart = <Value>(one: Value | undefined, other: Value | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other;

/** Whether one is an unnamed newborn, and the other, named or not, has the same birth date and last name. */
function mayBeNewborn(one: Comparable, other: Comparable): boolean {
  const isExact = !one.dateOfBirthApproximate && !other.dateOfBirthApproximate;
  const isBornThen = one.dateOfBirth !== null && one.dateOfBirth === other.dateOfBirth && isExact;
  const isNameless = [one, other].some((each) => newbornOf(each) !== undefined);
  return isBornThen && one.family !== "" && one.family === other.family && isNameless;
}

function mayBeTwins(one: Comparable, other: Comparable): boolean {
  if (one.dateOfBirth === null || one.dateOfBirth !== other.dateOfBirth) return false;
  // `Baby B` has a twin, who may be the other one.
  if (mayBeNewborn(one, other)) return newbornOf(one)?.mark !== newbornOf(other)?.mark;
  const [names, others] = [inOrder(one), inOrder(other)];
  const isSame: IsMate = (word, each) =>
    isListed(word, each) ||
    (!mayBeBrotherAndSister(word, each) && (isOneName(word, each) || isHeardAsOne(word, each)));
  // In Vietnamese, `An` is not `Anh`.
  const isOne = leading.test(names.family.join(" ")) ? Object.is : isSame;
  const isMissing = (words: readonly string[]) => (word: string) => !words.some((each) => isOne(word, each));
  const isFamily: IsMate = (word, each) => word === each || isHeard(word, each);
  return (
    names.family.length === others.family.length &&
    hasMates(names.family, others.family, isFamily) &&
    names.given.some(isMissing(others.given)) &&
    others.given.some(isMissing(names.given))
  );
}

/** Whether twins are unlikely to have both names: a short form, transposed letters, or another spelling. */
const isOneName = (word: string, other: string): boolean =>
  word.startsWith(other) ||
  other.startsWith(word) ||
  lettersOf(word) === lettersOf(other) ||
  soundOf(word) === soundOf(other) ||
  (differMore(word, other) && isSpelledAlike(word, other));

/** Endings of the female form of a male name: Robert and Roberta, Daniel and Danielle, Franz and Franziska. */
const ofWomen = /^.{2,}[^aeiouy]_[lnt]?(?:i?a|e|in[ae]?|ett[ae]|ell[ae]|iska)$|[lnr]_ie$|^.+e_e$/u;
/** Endings of the male form of a female name: Julia and Julian, Andrea and Andreas. */
const ofMen = /^.{2,}a_[ns]$/u;

function mayBeBrotherAndSister(word: string, other: string): boolean {
  const [short = "", long = ""] = [word, other].toSorted((one, two) => one.length - two.length);
  // Christian and Christina have the same letters.
  if (lettersOf(short) === lettersOf(long)) return short.endsWith("a") !== long.endsWith("a");
  // Dominique, in the loose spelling.
  if (/[ck]$/.test(short) && long.endsWith("qu")) return true;
  const added = `${short}_${long.slice(short.length)}`;
  return long.startsWith(short) && (ofWomen.test(added) || ofMen.test(added));
}

const areSpelledAlike = (words: readonly string[], others: readonly string[]): boolean =>
  words.length === others.length &&
  differMore(words.join(" "), others.join(" ")) &&
  hasMates(words, others, isSpelledAlike) &&
  hasMates(others, words, isSpelledAlike);

/** In shorter names, one letter makes another name: *Joan* is not *June*. */
const minSoundLength = 5;

/** Twins may be called Melina and Mélinna, but one letter alone may make another name: *Devin* is not *Devon*. */
const isHeardAsOne: IsMate = (word, other) =>
  Math.max(word.length, other.length) >= minSoundLength &&
  differMore(soundOf(word), soundOf(other)) &&
  soundAsOne(word, other);

/** Like `isHeardAsOne`, with the same first vowel, which tells first names apart. */
const isFirstNameHeard: IsMate = (word, other) => isListed(word, other) || soundAsOne(word, other);

const soundOf = (word: string) =>
  word
    .replaceAll(/ph|v/gu, "f")
    // Pronounced at the beginning: Hanna is not Anna.
    .replaceAll(/(?<!^)h/gu, "")
    .replaceAll(/[jy]/gu, "i")
    // Gerd is Gert, and Bernd is Berndt.
    .replace(/d?t$|d$/u, "t")
    .replaceAll("c", "k")
    .replaceAll(/(.)\1/gu, "$1");

/** Vietnamese last names, which precede the middle and first name. */
const leading =
  /^(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|truong|dinh|doan|trinh)$/;

/** The words of the names. In `Nguyen Thi Mai`, the last name comes first. */
function inOrder({ given, family }: LooseNames): { given: string[]; family: string[] } {
  const [first = "", ...others] = split(given);
  if (others.length > 0 && leading.test(first))
    return { given: [...others, ...split(family)], family: [first] };
  return { given: split(given), family: split(family) };
}

/** Whether the difference is a typing error, or one begins the other, like an initial. */
function isAlike(word: string, other: string): boolean {
  if (word.startsWith(other) || other.startsWith(word)) return true;
  const length = Math.max(word.length, other.length);
  if (length < 4) return false;
  const isMistyped = distance(word, other) <= length / 3 || lettersOf(word) === lettersOf(other);
  return isMistyped || isSpelledAlike(word, other);
}

/** Returns the share of common trigrams, as in `pg_trgm`. */
function similarityOf(words: string[], others: string[]): number {
  const [trigrams, otherTrigrams] = [trigramsOf(words), trigramsOf(others)];
  const shared = [...trigrams].filter((trigram) => otherTrigrams.has(trigram)).length;
  const all = trigrams.size + otherTrigrams.size - shared;
  return all === 0 ? 0 : shared / all;
}

function trigramsOf(words: string[]): Set<string> {
  const trigrams = new Set<string>();
  for (const word of words) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at++) trigrams.add(padded.slice(at, at + 3));
  }
  return trigrams;
}

function compareBirths(one: Comparable, other: Comparable): Finding {
  const [born, otherBorn] = [one.dateOfBirth, other.dateOfBirth];
  if (born === null || otherBorn === null) return nothing;
  if (one.dateOfBirthApproximate || other.dateOfBirthApproximate) {
    const apart = yearsApart(born, otherBorn);
    return apart <= 1 ? { points: 20, reason: "birth year within a year" } : { points: -30 };
  }
  if (born === otherBorn) return { points: 40, reason: "same birth date" };
  if (isMistyped(born, otherBorn)) return { points: -5, reason: "similar birth date" };
  return { points: yearsApart(born, otherBorn) < generation ? -30 : -60 };
}

const yearsApart = (day: string, other: string) =>
  Math.abs(Number(day.slice(0, 4)) - Number(other.slice(0, 4)));

/** In years. Parent and child of the same name may be this far apart. */
const generation = 15;

const lengthOfYear = 4;

/**
 * Whether two days, `YYYY-MM-DD`, differ by one digit, by two transposed digits (of the year, or of month and day),
 * or in the order of day and month.
 */
function isMistyped(day: string, other: string): boolean {
  const [year, month, date] = day.split("-");
  // A conversion between time zones shifts a day by one.
  if (other === `${year}-${date}-${month}` || Math.abs(daysBetween(day, other)) === 1) return true;
  const wrong = [...day].flatMap((digit, at) => (digit === other[at] ? [] : [at]));
  const [first = 0, second = 0] = wrong;
  if (wrong.length === 1) return yearsApart(day, other) < generation;
  const isOneField = second < lengthOfYear || first > lengthOfYear;
  return wrong.length === 2 && isOneField && day[first] === other[second] && day[second] === other[first];
}

function compareEmails(one: Comparable, other: Comparable): Finding {
  const isSame = one.email?.toLowerCase() === other.email?.toLowerCase();
  return one.email && isSame ? { points: 40, reason: "same e-mail address" } : nothing;
}

function comparePhones({ phoneNumber: one }: Comparable, { phoneNumber: other }: Comparable): Finding {
  return one && other && isSameNumber(one, other) ? { points: 30, reason: "same phone number" } : nothing;
}

const isMaleOrFemale = ({ gender }: Comparable) => gender === "male" || gender === "female";

const areOfOppositeGenders = (one: Comparable, other: Comparable): boolean =>
  isMaleOrFemale(one) && isMaleOrFemale(other) && one.gender !== other.gender;

function compareGenders(one: Comparable, other: Comparable): Finding {
  return areOfOppositeGenders(one, other) ? { points: -10 } : nothing;
}
