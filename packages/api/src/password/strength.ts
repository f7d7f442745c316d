import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { isOwnName, type OwnNames, ownWords } from "./rules.ts";

// How easily a password is guessed. Pure, but with 400 KB of common passwords: the server runs it in a worker thread
// (see passwords.ts), and a browser loads it when somebody types a new password.

export type ChosenPassword = { password: string; names: OwnNames };

/** An attacker who makes a few guesses an hour needs more than a year for these. */
const fewestGuesses = 100_000;

/**
 * How much is looked at, from either end: time grows with the square of the length. A password is at least as hard to
 * guess as any part of it.
 */
const longestPart = 20;

/** Of how many readings of `p@ssw0rd` words are looked for; beyond these it only takes longer. */
const mostReadings = 16;

/** What attackers try first, as it is where the password is for. */
const productWords = ["caretype"];

let meter: ZxcvbnFactory | undefined;

/** Built at the first password. Without translations its feedback is keys, which `sentenceOf` has words for. */
const meterOf = () =>
  new ZxcvbnFactory({
    // Also in the dictionary, as of a word that is repeated only the dictionary is asked.
    dictionary: { ...dictionary, userInputs: productWords },
    graphs: adjacencyGraphs,
    maxLength: longestPart,
    l33tMaxSubstitutions: mostReadings,
  });

/**
 * Why a password is too easy, and what would be better, in words; null where it is good enough. Case, Unicode's equal
 * forms and hidden characters make nothing harder to guess.
 */
export function whyTooEasy({ password, names }: ChosenPassword): string | null {
  if (isOwnName(password, names)) return "Too close to your own name, username or e-mail address.";
  const seen = password.normalize("NFKC").replace(/\p{Cf}/gu, "");
  const words = [...productWords, ...ownWords(names)];
  meter ??= meterOf();
  const length = partOf(seen);
  const first = meter.check(seen.slice(0, length), words);
  if (first.guesses >= fewestGuesses) return null;
  if (length < seen.length && meter.check(seen.slice(-length), words).guesses >= fewestGuesses) return null;
  return sentenceOf(first.feedback);
}

const longestUnit = 10;

/** How long a part is looked at. Of a text that is repeated it ends with a repetition: a rest would seem to be something new. */
function partOf(seen: string): number {
  if (seen.length <= longestPart) return seen.length;
  for (let unit = 1; unit <= longestUnit; unit++)
    if (seen.slice(unit) === seen.slice(0, -unit)) return longestPart - (longestPart % unit);
  return longestPart;
}

/** By the keys of zxcvbn's warnings: what the password is. */
const kinds: Record<string, string> = {
  straightRow: "a row of keys of the keyboard",
  keyPattern: "a short pattern on the keyboard",
  simpleRepeat: "one character, repeated",
  extendedRepeat: "a few characters, repeated",
  sequences: "a sequence, such as abc or 4321",
  recentYears: "a recent year",
  dates: "a date",
  topTen: "one of the ten most common passwords",
  topHundred: "one of the most common passwords",
  common: "a common password",
  similarToCommon: "close to a common password",
  wordByItself: "a single word",
  namesByThemselves: "a name",
  commonNames: "a common name",
  userInputs: "close to your name, address or practice, or to the name of this product",
};

/** By the keys of its suggestions; what the others say is clear from the kind. */
const hints: Record<string, string> = {
  capitalization: "A capital letter at the start hardly helps.",
  allUppercase: "Capital letters alone hardly help.",
  l33t: "Digits or signs in place of letters hardly help.",
  reverseWords: "Writing it backwards hardly helps.",
  associatedYears: "Leave out years that have to do with you.",
};

function sentenceOf({ warning, suggestions }: { warning: string | null; suggestions: string[] }): string {
  const kind = warning === null ? undefined : kinds[warning];
  const what = kind === undefined ? "Too easy to guess." : `Too easy to guess: it is ${kind}.`;
  const known = suggestions.flatMap((suggestion) => hints[suggestion] ?? []);
  return [what, "Add a few words that are less common.", ...known].join(" ");
}
