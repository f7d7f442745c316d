import { isSameNumber } from "../field/phone-number.ts";

// How alike two patients are, in points. What counts how much:
//
//   40  the same name: the same words, in any order, whatever their case and accents
//   25  a similar name: almost half of their trigrams are the same, as with a typing error or one more name
//  -20  another name: hardly a trigram is the same
//   40  the same date of birth
//   20  years of birth at most one apart, where only the year is known of one of them
//  -30  two other dates of birth
//   40  the same e-mail address, whatever its case
//   30  the same telephone number, as a search finds it: by its digits, with or without the codes of country and area
//  -10  another gender, where neither is `other`
//
// From 60 points on somebody should look: no single one of these is enough, nor are the address and the number that a
// family shares. Never more than 100.

export const leastScore = 60;
const mostPoints = 100;

export const duplicateReasons = [
  "same name",
  "similar name",
  "same birth date",
  "birth year within a year",
  "same e-mail address",
  "same phone number",
] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

export type Comparable = {
  firstName: string;
  lastName: string;
  dateOfBirth: string | null;
  dateOfBirthApproximate: boolean;
  gender: "male" | "female" | "other";
  phoneNumber?: string | null | undefined;
  email?: string | null | undefined;
};

type Finding = { points: number; reason?: DuplicateReason };
const nothing: Finding = { points: 0 };

export function compareForDuplicates(
  one: Comparable,
  other: Comparable,
): { score: number; reasons: DuplicateReason[] } {
  const findings = [
    compareNames(one, other),
    compareBirths(one, other),
    compareEmails(one, other),
    comparePhones(one, other),
    compareGenders(one, other),
  ];
  const points = findings.reduce((sum, { points }) => sum + points, 0);
  const reasons = findings.flatMap(({ reason }) => (reason ? [reason] : []));
  return { score: Math.min(mostPoints, Math.max(0, points)), reasons };
}

const similar = 0.45;
const different = 0.25;

function compareNames(one: Comparable, other: Comparable): Finding {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.join(" ") === others.join(" ")) return { points: 40, reason: "same name" };
  const similarity = similarityOf(words, others);
  if (similarity >= similar) return { points: 25, reason: "similar name" };
  return similarity < different ? { points: -20 } : nothing;
}

/**
 * Letters with no accent that could be taken off, as `fold_text` in the database has them. Which of the two small sigmas
 * a letter has become depends on where it stands.
 */
const plainLetters: Record<string, string> = {
  æ: "ae",
  œ: "oe",
  þ: "th",
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ς: "σ",
};

/** Accents, format characters, and fillers in place of letters and pictures: words are alike without them. */
const unseen = /[\p{M}\p{Cf}\u115f\u1160\ufffc]/gu;

/** In the order of the alphabet, so that first and last name may be swapped. */
const wordsOf = ({ firstName, lastName }: Comparable): string[] =>
  `${firstName} ${lastName}`
    .normalize("NFKD")
    .replace(unseen, "")
    .toLowerCase()
    .replace(/[æœþßøłđðıħŧς]/g, (letter) => plainLetters[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .toSorted();

/** The part of all their trigrams that both have, as `pg_trgm` counts them. */
function similarityOf(words: string[], others: string[]): number {
  const [trigrams, theirs] = [trigramsOf(words), trigramsOf(others)];
  const shared = [...trigrams].filter((trigram) => theirs.has(trigram)).length;
  const all = trigrams.size + theirs.size - shared;
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
  if (one.dateOfBirth === null || other.dateOfBirth === null) return nothing;
  if (one.dateOfBirthApproximate || other.dateOfBirthApproximate) {
    const apart = Math.abs(yearOf(one.dateOfBirth) - yearOf(other.dateOfBirth));
    return apart <= 1 ? { points: 20, reason: "birth year within a year" } : { points: -30 };
  }
  return one.dateOfBirth === other.dateOfBirth ? { points: 40, reason: "same birth date" } : { points: -30 };
}

const yearOf = (day: string) => Number(day.slice(0, 4));

function compareEmails(one: Comparable, other: Comparable): Finding {
  const isSame = one.email?.toLowerCase() === other.email?.toLowerCase();
  return one.email && isSame ? { points: 40, reason: "same e-mail address" } : nothing;
}

function comparePhones({ phoneNumber: one }: Comparable, { phoneNumber: other }: Comparable): Finding {
  return one && other && isSameNumber(one, other) ? { points: 30, reason: "same phone number" } : nothing;
}

function compareGenders(one: Comparable, other: Comparable): Finding {
  const isKnown = one.gender !== "other" && other.gender !== "other";
  return isKnown && one.gender !== other.gender ? { points: -10 } : nothing;
}
