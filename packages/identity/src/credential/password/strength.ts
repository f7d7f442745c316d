import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { isOwnName, type OwnNames, ownWords } from "./rules.ts";

// Words to which people add a year or a sign if both are required. Attackers try them first, even those that lists of
// common passwords rank low. Pure.

const everywhere = {
  English: `password welcome letmein changeme access secret
    spring summer autumn fall winter
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday`,
  German: `passwort kennwort willkommen hallo geheim
    frühling fruehling sommer herbst
    januar februar märz maerz mai juni juli oktober dezember
    montag dienstag mittwoch donnerstag freitag samstag sonntag`,
  Spanish: `contraseña contrasena bienvenido bienvenida hola secreto
    primavera verano otoño otono invierno
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    lunes martes miércoles miercoles jueves viernes sábado sabado domingo`,
};

/** Common among users of this product. */
const atWork = {
  English: "patient patients doctor nurse clinic hospital practice surgery medical medicine health reception",
  German: "patienten arzt praxis klinik krankenhaus medizin gesundheit empfang",
  Spanish: "paciente medico médico clinica clínica consulta salud enfermera recepcion recepción",
};

/** The most likely first. */
const commonBases: string[] = [everywhere, atWork]
  .flatMap((words) => Object.values(words))
  .flatMap((text) => text.trim().split(/\s+/));

// Estimates how easily a password is guessed. Pure, but with 400 KB of common passwords: the server runs it in a
// worker thread (see worker.ts), and browsers load it when a user types a new password.

export type ChosenPassword = { password: string; names: OwnNames };

/** At a few guesses an hour, these take over a year. */
const minGuesses = 100_000;

/**
 * Characters checked from either end, as the time grows with the square of the length. A password is at least as hard to
 * guess as any part of it.
 */
const maxPartLength = 20;

/** Maximum number of l33t readings of a word such as `p@ssw0rd`. More only take longer. */
const maxReadings = 16;

/** Attackers try the product's name first. */
const productWords = ["caretype"];

/** By far the most common sign at the end of a password. */
const guessesOfMark = 2;

let meter: ZxcvbnFactory | undefined;

/** Built for the first password. Without translations, its feedback is keys, which `sentenceOf` translates. */
const meterOf = () =>
  new ZxcvbnFactory({
    // Also in the dictionary, because repeated words are looked up only there.
    dictionary: { ...dictionary, commonBases, userInputs: productWords },
    graphs: adjacencyGraphs,
    maxLength: maxPartLength,
    l33tMaxSubstitutions: maxReadings,
  });

/**
 * Returns why a password is too easy to guess, with advice, or null. Case, Unicode equivalence and hidden characters do
 * not make a password harder to guess.
 */
export function findWeakness({ password, names }: ChosenPassword): string | null {
  if (isOwnName(password, names)) return "Too close to your own name, username or email address.";
  const seen = password.normalize("NFKC").replace(/\p{Cf}/gu, "");
  const words = [...productWords, ...ownWords(names)];
  const length = partOf(seen);
  const first = estimate(seen.slice(0, length), words);
  if (first.guesses >= minGuesses) return null;
  if (length < seen.length && estimate(seen.slice(-length), words).guesses >= minGuesses) return null;
  return sentenceOf(first.feedback);
}

/** Estimates how many guesses a part of a password takes. `words` are tried first. */
export function estimate(
  part: string,
  words: string[] = productWords,
): { guesses: number; feedback: Feedback } {
  meter ??= meterOf();
  const { guesses, feedback } = meter.check(part, words);
  if (guesses < minGuesses) return { guesses, feedback };
  const affixed = affixedGuesses(meter, part, words);
  return affixed < guesses
    ? { guesses: affixed, feedback: { warning: "affixed", suggestions: [] } }
    : { guesses, feedback };
}

/**
 * Guesses for `Winter2025!` by an attacker who tries each likely word with each likely ending. zxcvbn counts `2025!` as five
 * random characters, or three parts in any order, so it overestimates such a password a thousandfold.
 */
function affixedGuesses(meter: ZxcvbnFactory, part: string, words: string[]): number {
  const [before = ""] = /^[^\p{L}\p{M}]+/u.exec(part) ?? [];
  const [after = ""] = /(?<![^\p{L}\p{M}])[^\p{L}\p{M}]+$/u.exec(part.slice(before.length)) ?? [];
  const base = part.slice(before.length, part.length - after.length);
  if (base === "" || base === part) return Number.POSITIVE_INFINITY;
  const affixes = `${before} ${after}`.match(/\p{N}+|[^\p{N} ]+/gu) ?? [];
  const guesses = affixes.map((run) => (/^!+$/.test(run) ? guessesOfMark : meter.check(run).guesses));
  return guesses.reduce((product, each) => product * each, meter.check(base, words).guesses);
}

const maxUnitLength = 10;

/** Length of the part to check. For repeated text it ends with a repetition, as a remainder would look like new text. */
function partOf(seen: string): number {
  if (seen.length <= maxPartLength) return seen.length;
  for (let unit = 1; unit <= maxUnitLength; unit++)
    if (seen.slice(unit) === seen.slice(0, -unit)) return maxPartLength - (maxPartLength % unit);
  return maxPartLength;
}

/** Kinds of weak passwords, by the keys of zxcvbn's warnings. */
const kinds: Record<string, FieldMessage> = {
  straightRow: "Too easy to guess: it is a row of keys on the keyboard.",
  keyPattern: "Too easy to guess: it is a short pattern on the keyboard.",
  simpleRepeat: "Too easy to guess: it is one character, repeated.",
  extendedRepeat: "Too easy to guess: it is a few characters, repeated.",
  sequences: "Too easy to guess: it is a sequence, such as abc or 4321.",
  recentYears: "Too easy to guess: it is a recent year.",
  dates: "Too easy to guess: it is a date.",
  topTen: "Too easy to guess: it is one of the ten most common passwords.",
  topHundred: "Too easy to guess: it is one of the most common passwords.",
  common: "Too easy to guess: it is a common password.",
  similarToCommon: "Too easy to guess: it is close to a common password.",
  wordByItself: "Too easy to guess: it is a single word.",
  namesByThemselves: "Too easy to guess: it is a name.",
  commonNames: "Too easy to guess: it is a common name.",
  affixed: "Too easy to guess: it is a common word with digits or signs around it.",
  userInputs:
    "Too easy to guess: it is close to your name, address or practice, or to the name of this product.",
};

/** Advice by the keys of zxcvbn's suggestions. Other suggestions would repeat the kind. */
const hints: Record<string, FieldMessage> = {
  capitalization: "A capital letter at the start hardly helps.",
  allUppercase: "Capital letters alone hardly help.",
  l33t: "Digits or signs instead of letters hardly help.",
  reverseWords: "Writing it backwards hardly helps.",
  associatedYears: "Leave out years related to you.",
};

type Feedback = { warning: string | null; suggestions: string[] };

function sentenceOf({ warning, suggestions }: Feedback): string {
  const sentences: FieldMessage[] = [
    (warning === null ? undefined : kinds[warning]) ?? "Too easy to guess.",
    "Add a few words that are less common.",
    ...suggestions.flatMap((suggestion) => hints[suggestion] ?? []),
  ];
  return sentences.join(" ");
}
