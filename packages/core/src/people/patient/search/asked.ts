import type { PatientId } from "../../../kernel/field/ids.ts";
import { isOfNumber, keyLength } from "../../../kernel/field/phone-number.ts";
import { splitNumbers, toPattern, wordsOf } from "../../../kernel/field/search-patterns.ts";
import { type DateOrder, type SoughtBirth, soughtBirth } from "./birth-dates.ts";

// Parses a search for patients. Pure: the database folds the words (`foldWords`).

/** A word in the form of the search text: without case and accents, and in the loose spelling of `loose_text`. */
type Folded = { plain: string; loose: string };
export type Folding = ReadonlyMap<string, Folded>;

/** A search, as patterns for the search text. All patterns of one of its lists must match. */
export type Asked = {
  /** All words as typed. */
  typed: string[];
  /** All words in the loose spelling, with phone numbers by their digits. Null: the same as typed. */
  loose: string[] | null;
  /** Like `loose`, with short words joined to the next: `de la Cruz` as `delacruz`. Null: there are none. */
  glued: string[] | null;
  /** Like `loose`, with short words as whole words of an address. Null: there are none, or too few others. */
  placed: string[] | null;
  /** All words except a date of birth, together with one of `dates`. */
  dated: string[] | null;
  dates: string[] | null;
  /** Patients with an identifier that equals the search, or begins with it. */
  ids: PatientId[];
  /** Words of a name in the loose spelling, to look for similar ones. Null: the search has other parts. */
  names: string[] | null;
  ranking: Ranking;
};

/** What the best matches have in common. Null: no patient matches. */
type Ranking = {
  /** The name as typed, and in the loose spelling. */
  literal: string | null;
  key: string | null;
  /** The longest of several words, and patterns for the others, as beginnings of words of the name. */
  longest: string | null;
  otherWords: string[] | null;
  /** `YYYY-MM-DD`. */
  born: string[] | null;
  /** National digits of a whole number. */
  phone: string | null;
  email: string | null;
};

const noNames = { literal: null, key: null, longest: null, otherWords: null };

export const everybody: Asked = {
  typed: [],
  loose: null,
  glued: null,
  placed: null,
  dated: null,
  dates: null,
  ids: [],
  names: null,
  ranking: { ...noNames, born: null, phone: null, email: null },
};

const hasLetter = (word: string) => /\p{L}/u.test(word);

/** One character may be a whole name in these scripts. */
const syllabic =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** One or two letters are part of nearly every text, so they match only the beginnings of words of names. */
const isShort = (word: string) =>
  /^[^\p{L}\p{N}@]*\p{L}[^\p{L}\p{N}@]*(?:\p{L}[^\p{L}\p{N}@]*)?$/u.test(word) && !syllabic.test(word);

const patternOf = (word: string) => (isShort(word) ? beginning(word) : toPattern(word));

/** Matches the beginning of a name's word: in the search text, only words of names follow a space. */
const beginning = (word: string) => toPattern(` ${word}`);

/** The words beside a date, without those of punctuation only, as in `*29.02.1980` or `(29.02.1980)`. */
const wordsBeside = (birth: SoughtBirth | null) =>
  wordsOf(birth?.others).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** The words that `foldWords` has to fold, and all of them as one name. */
export const wordsToFold = (q: string, order: DateOrder | undefined): string[] => {
  const { words, parts } = splitNumbers(q);
  return [...new Set([...words, words.join(" "), ...(parts ?? []), ...wordsBeside(soughtBirth(q, order))])];
};

type Question = { q: string; dateOrder: DateOrder | undefined; folding: Folding; ids: PatientId[] };

export function toAsked({ q, dateOrder, folding, ids }: Question): Asked {
  const { words, parts } = splitNumbers(q);
  const birth = soughtBirth(q, dateOrder);
  const typed = plainWords(words, folding).map(patternOf);
  const tokens = looseWords(parts ?? words, folding);
  const loose = tokens.map(patternOf);
  const glued = joinShort(tokens)?.map(patternOf) ?? null;
  return {
    typed,
    loose: loose.length === 0 || isSame(loose, typed) ? null : loose,
    glued,
    placed: placedWords(words, folding),
    dated: birth && looseWords(wordsBeside(birth), folding).map(patternOf),
    dates: birth?.dates.map(toPattern) ?? null,
    ids,
    names: namesIn(birth ? wordsBeside(birth) : words, folding),
    ranking: {
      ...rankNames(words, birth === null ? folding : null),
      born: birth?.dates ?? null,
      phone: wholeNumber(words, parts),
      email: words.length === 1 && q.includes("@") ? (words[0] ?? null) : null,
    },
  };
}

const isSame = (one: readonly string[], other: readonly string[]) => one.join(" ") === other.join(" ");

const plainWords = (words: readonly string[], folding: Folding): string[] =>
  words.flatMap((word) => wordsOf(folding.get(word)?.plain));

/** Only names have a loose spelling. Numbers and email addresses stay as they are. */
const looseWords = (words: readonly string[], folding: Folding): string[] =>
  words.flatMap((word) => {
    const { plain = "", loose = "" } = folding.get(word) ?? {};
    return wordsOf(hasLetter(word) && !word.includes("@") ? loose : plain);
  });

function joinShort(words: readonly string[]): string[] | null {
  const joined: string[] = [];
  let begun = "";
  for (const word of words) {
    if (isShort(word)) begun += word;
    else {
      joined.push(begun + word);
      begun = "";
    }
  }
  if (begun !== "") joined.push(begun);
  return joined.length === words.length ? null : joined;
}

function namesIn(words: readonly string[], folding: Folding): string[] | null {
  const tokens = looseWords(words, folding);
  return tokens.length > 0 && tokens.every((token) => /^[\p{L}\p{M}]+$/u.test(token)) ? tokens : null;
}

/** With fewer, a short word would hardly tell one address from another. */
const minLongWords = 2;

/** As in *rue de la Paix*. */
function placedWords(words: readonly string[], folding: Folding): string[] | null {
  const short = words.filter(isShort);
  if (short.length === 0 || words.length - short.length < minLongWords) return null;
  return words.flatMap((word) =>
    isShort(word)
      ? plainWords([word], folding).map((plain) => toPattern(`\u001f${plain}\u001f`))
      : looseWords([word], folding).map(toPattern),
  );
}

function rankNames(words: readonly string[], folding: Folding | null) {
  if (folding === null || !words.every(hasLetter) || words.some((word) => word.includes("@"))) return noNames;
  const tokens = looseWords(words, folding);
  const [longest] = tokens.toSorted((one, other) => other.length - one.length);
  if (longest === undefined) return noNames;
  const names = {
    literal: plainWords(words, folding).join(" "),
    key: folding.get(words.join(" "))?.loose ?? null,
  };
  if (tokens.length === 1) return { ...names, longest: null, otherWords: null };
  const at = tokens.indexOf(longest);
  return { ...names, longest, otherWords: tokens.toSpliced(at, 1).map(beginning) };
}

function wholeNumber(words: readonly string[], parts: readonly string[] | null): string | null {
  const [national = "", ...others] = parts ?? [];
  const isWhole = others.length === 0 && words.every((word) => !hasLetter(word)) && isOfNumber(national);
  return isWhole && national.length >= keyLength ? national : null;
}

/** A possible identifier. Null for a text without digits, or several words that are no number. */
export function toIdentifier(q: string): string | null {
  const words = wordsOf(q);
  const isOne = words.length === 1 || words.every((word) => /^[\d-]+$/.test(word));
  return isOne && /\d/.test(q) ? words.join("") : null;
}
