import { isSameNumber } from "../../../kernel/field/phone-number.ts";

// Scores the similarity of two patients. Points:
//
//   40  the same name: the same words in any order, ignoring case and accents
//   25  a similar name: almost half of the trigrams match, as with a typing error or an additional name
//  -20  another name: hardly any trigram matches
//   40  the same date of birth
//   20  years of birth at most one apart, if only the year is known for one of them
//  -30  different dates of birth
//   40  the same email address, ignoring case
//   30  the same phone number, by its digits, with or without country and area codes
//  -10  another gender, if neither is `other`
//
// From 60 points on, a person should review the pair. No single rule is enough, nor are the address and the
// number that a family shares. The maximum is 100.

export const minimumScore = 60;
const maxPoints = 100;

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
  gender: "male" | "female" | "other" | "unknown";
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
  return { score: Math.min(maxPoints, Math.max(0, points)), reasons };
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
 * Letters without a removable accent, like in the database's `fold_text`. Lowercasing a sigma depends on its
 * position, so both forms are unified.
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

/** Accents, format characters and fillers, which are ignored. */
const unseen = /[\p{M}\p{Cf}\u115f\u1160\ufffc]/gu;

/** Sorted, so that first and last name may be swapped. */
const wordsOf = ({ firstName, lastName }: Comparable): string[] =>
  `${firstName} ${lastName}`
    .normalize("NFKD")
    .replace(unseen, "")
    .toLowerCase()
    .replace(/[æœþßøłđðıħŧς]/g, (letter) => plainLetters[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .toSorted();

/** Returns the share of common trigrams, as in `pg_trgm`. */
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

const isMaleOrFemale = ({ gender }: Comparable) => gender === "male" || gender === "female";

function compareGenders(one: Comparable, other: Comparable): Finding {
  const areOpposite = isMaleOrFemale(one) && isMaleOrFemale(other) && one.gender !== other.gender;
  return areOpposite ? { points: -10 } : nothing;
}
