import { distance } from "fastest-levenshtein";
import { LRUCache } from "lru-cache";
import { minBeside, romanisationsOf } from "./romanised.ts";
import { isListed } from "./short-forms.ts";
import { soundAlike } from "./sounds.ts";

// When two words of the loose spelling may be one name: the rule of searches and of duplicates. Pure.

export type IsMate = (word: string, other: string) => boolean;

const isInitialOrSame: IsMate = (word, other) =>
  word === other || (Math.min(word.length, other.length) === 1 && word[0] === other[0]);

/** Whether a search for one word finds the other. Of three letters, all must match. */
export const isFound: IsMate = (word, other) =>
  isInitialOrSame(word, other) ||
  isHeard(word, other) ||
  isSpelledAlike(word, other) ||
  (Math.min(word.length, other.length) >= leastMistyped && isMistypedOnce(word, other));

const leastMistyped = 4;

const isMistypedOnce: IsMate = (word, other) =>
  distance(word, other) === 1 || (distance(word, other) === 2 && lettersOf(word) === lettersOf(other));

const spellings = new LRUCache<string, RegExp>({ max: 2_000 });

function spellingsOf(word: string): RegExp {
  const known = spellings.get(word);
  if (known) return known;
  const found = new RegExp(`^(?:${romanisationsOf(word, minBeside)?.pattern ?? "(?!)"})$`);
  spellings.set(word, found);
  return found;
}

/** Whether two words are spellings of one foreign name in different languages, by the rule of searches. */
export const isSpelledAlike = (word: string, other: string): boolean =>
  word === other || spellingsOf(word).test(other) || spellingsOf(other).test(word);

/** One different letter may make another name. */
export const differMore = (one: string, other: string): boolean => distance(one, other) > 1;

/** Whether two words sound alike, or one is a short form of the other. */
export const isHeard: IsMate = (word, other) => isListed(word, other) || soundAlike(word, other);

export const hasMates = (words: readonly string[], others: readonly string[], isMate: IsMate): boolean =>
  words.every((word) => others.some((each) => isMate(word, each)));

export const lettersOf = (word: string) => [...word].toSorted().join("");
