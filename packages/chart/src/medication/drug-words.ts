import { codeOf, systemNamed } from "../clinical/code-systems.ts";
import type { Concept } from "../clinical/schema.ts";
import { drugGroups, otherWords, saltWords } from "./drug-groups.ts";
import { drugNames } from "./drug-names.ts";

// Pure: browsers use it. Finds the substances of a drug or an allergy by its words and code.

const atc = systemNamed("ATC");

/** The length of ATC's chemical subgroup, whose drugs are alike. */
const subgroup = "J01CA".length;

const cyrillic: ReadonlyMap<string, string> = new Map(
  "аa бb вv гg ґg дd еe єe жz зz иi іi кk лl мm нn оo пp рr сs тt уu фf хh цz чch шs щs ъ ыi ь эe юiu яia"
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/** Normalizes spellings of different languages: `Phenytoin`, `Fenitoína`. */
const spelled = (word: string): string =>
  word
    .replaceAll(/\p{Script=Cyrillic}/gu, (letter) => cyrillic.get(letter) ?? letter)
    .replaceAll(/[ao]e/gu, "e")
    .replaceAll("ph", "f")
    .replaceAll(/ch|qu/gu, "k")
    .replaceAll(/c(?=[eiy])/gu, "z")
    // Vitamin C is not vitamin K.
    .replaceAll(/(?<!^vitamin)c/gu, "k")
    .replaceAll("h", "")
    .replaceAll(/[yj]/gu, "i")
    .replaceAll("x", "ks")
    .replaceAll(/(.)\1/gu, "$1");

/** Removes endings of different languages: `Penicilline`, `penicillins`. */
const withoutEnding = (word: string): string =>
  spelled(word).replace(/(?<=\p{L}{3})(?:um|us|[aeo]?s|[aeo])$/u, "");

/** An acid and its salts are one substance: `Valproat`, `Valproinsäure`, `valproic`. */
const stemOf = (word: string): string =>
  withoutEnding(word).replace(/(?<=\p{L}{5})(?:insaur|saur|ik|at)$/u, "");

type Test = (stem: string) => boolean;

function patternsOf(words: string): Test {
  const exact = new Set<string>();
  const open: Test[] = [];
  for (const pattern of words.split(" ")) {
    const core = pattern.replace("*", "");
    const [end, start] = [stemOf(core), spelled(core)];
    if (pattern.startsWith("*")) open.push((stem) => stem.endsWith(end));
    else if (pattern.endsWith("*")) open.push((stem) => stem.startsWith(start));
    else exact.add(end);
  }
  return (stem) => exact.has(stem) || open.some((fits) => fits(stem));
}

const groups = Object.values(drugGroups).map(({ atc: codes, words }) => ({ codes, has: patternsOf(words) }));
const isOther = patternsOf(otherWords);
const isSalt = patternsOf(saltWords);
/** Salts that German joins to the substance: `Magnesiumsulfat`. Shorter ones are endings of other names. */
const joinedSalts = saltWords
  .split(" ")
  .map(withoutEnding)
  .filter(({ length }) => length > 5)
  .toSorted((one, other) => other.length - one.length);

type Part = readonly string[];

/** Substances by name. A group's name stands for itself. */
const known: ReadonlyMap<string, readonly Part[]> = new Map<string, readonly Part[]>([
  ...Object.values(drugGroups)
    .flatMap(({ words }) => words.split(" "))
    .filter((word) => !word.includes("*"))
    .map((word) => [stemOf(word), [[stemOf(word)]]] as const),
  ...drugNames
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [substances = "", others = ""] = line.split(": ");
      const parts = substances.split(" + ").map((part) => part.split(" ").map(stemOf));
      return others.split(" ").map((other) => [stemOf(other), parts] as const);
    }),
]);

/** Maximum number of words of a name, such as `inhibidores de la bomba de protones`. */
const maxWords = 6;

/** Removes case and accents, and separates compounds: `Penicillinallergie`, `Vit. C`, `Vitamina C`. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/(?<!\p{L})vit(?:amin[ae]?)?[\s.-]{1,3}(?=[b-k]\d{0,2}(?![\p{L}\p{N}]))/gu, "vitamin")
    .replaceAll(/(?<=\p{L}{4})(?:allergien?|unvertraglichkeit|uberempfindlichkeit)(?!\p{L})/gu, " ");

/** Words alternate with the separators between and around them. */
const splitIn = (text: string): string[] => plain(text).split(/([\p{L}\p{N}]+)/u);

const joined = (text: string): string =>
  splitIn(text)
    .filter((_, at) => at % 2 === 1)
    .join("");

/** Finds the longest known name that begins here. */
function knownAt(
  words: readonly string[],
  at: number,
): { parts: readonly Part[]; length: number } | undefined {
  for (let length = Math.min(maxWords, words.length - at); length > 0; length -= 1) {
    const parts = known.get(stemOf(words.slice(at, at + length).join("")));
    if (parts) return { parts, length };
  }
  return undefined;
}

function stemsOf(word: string): string[] {
  const bare = withoutEnding(word);
  const salt = joinedSalts.find((each) => bare.endsWith(each) && bare.length - each.length > 3);
  if (!salt || isSalt(stemOf(word))) return [stemOf(word)];
  const substance = stemOf(bare.slice(0, -salt.length));
  return [...(known.get(substance)?.flat() ?? [substance]), stemOf(salt)];
}

const conjunctions = new Set(["and", "und", "y", "et", "e", "mit", "with", "con", "avec"]);

/** Letters with digits, such as `100mg`, are an amount. Short words, such as `mg` and `V`, are rarely a substance. */
const isShort = (word: string): boolean => /\p{N}|^[a-z]{1,3}$/u.test(word);

/** A drug may have several substances: `Amoxicillin / Clavulanic acid`. */
function readParts(text: string): { parts: string[][]; short: string[] } {
  const pieces = splitIn(text);
  const words = pieces.filter((_, at) => at % 2 === 1);
  const [parts, short]: [string[][], string[]] = [[], []];
  let part: string[] = [];
  const divide = () => {
    parts.push(part);
    part = [];
  };
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? "";
    // `INH 300 mg` is a drug, and `Salbutamol inh` an inhaler.
    const found = at > 0 && isOther(stemOf(word)) ? undefined : knownAt(words, at);
    if (/[/,;+&()]/u.test(pieces[2 * at] ?? "") || (!found && conjunctions.has(word))) divide();
    const [one, ...others] = found?.parts ?? [];
    part.push(...(one ?? (isShort(word) ? [] : stemsOf(word))));
    for (const other of others) {
      divide();
      part.push(...other);
    }
    if (!found && isShort(word)) short.push(stemOf(word));
    if (others.length > 0) divide();
    at += found?.length ?? 1;
  }
  divide();
  return { parts, short };
}

/** A salt or a short word counts as a substance only if there is no other. Charts abbreviate drugs by short words. */
function substancesIn(text: string): Part[] {
  const { parts, short } = readParts(text);
  const substances = parts.map((part) => part.filter((stem) => !isSalt(stem) && !isOther(stem)));
  const isAlone = substances.every(({ length }) => length === 0);
  const salts = parts
    .filter((_, at) => substances[at]?.length === 0)
    .map((part) => part.filter(isSalt))
    .filter(({ length }) => isAlone || length > 1);
  const found = [...substances, ...salts].filter(({ length }) => length > 0);
  const rest = short.filter((stem) => /^\p{L}{2,}$/u.test(stem) && !isSalt(stem) && !isOther(stem));
  return found.length > 0 || rest.length === 0 ? found : [rest];
}

/** `groups` are indexes of the list of groups. */
export type Named = Pick<Concept, "coding"> & {
  texts: ReadonlySet<string>;
  substances: readonly Part[];
  stems: ReadonlySet<string>;
  groups: ReadonlySet<number>;
};

const atcOf = (coding: Concept["coding"]): string | null =>
  coding?.system === atc ? codeOf(atc, coding.code) : null;

/** Analyses a concept by its text, its code's display, and `others`, such as terms of a terminology. */
export function namedBy({ text, coding }: Concept, others: readonly string[] = []): Named {
  const texts = [text, ...(coding ? [coding.display] : []), ...others];
  const substances = texts.flatMap(substancesIn);
  const stems = new Set(substances.flat());
  const words = [...stems].filter((stem) => !isSalt(stem));
  const code = atcOf(coding);
  const isIn = ({ codes, has }: (typeof groups)[number]) =>
    (code && codes.some((start) => code.startsWith(start))) || words.some(has);
  return {
    coding,
    texts: new Set(texts.map(joined)),
    substances,
    stems,
    groups: new Set(groups.flatMap((group, at) => (isIn(group) ? [at] : []))),
  };
}

/** True if all words of one substance of the first are in the second. */
const sharesSubstance = ({ substances }: Named, { stems }: Named): boolean =>
  substances.some((part) => part.every((stem) => stems.has(stem)));

const isSameCode = ({ coding: one }: Named, { coding: other }: Named): boolean =>
  one !== null &&
  other !== null &&
  one.system === other.system &&
  codeOf(one.system, one.code) === codeOf(other.system, other.code);

const haveCommon = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean =>
  [...one].some((each) => other.has(each));

/** True if two drugs share a code, a name or a substance. */
export const isSameDrug = (one: Named, other: Named): boolean =>
  isSameCode(one, other) ||
  haveCommon(one.texts, other.texts) ||
  sharesSubstance(one, other) ||
  sharesSubstance(other, one);

/** The racemic mixture of an enantiomer: `Escitalopram`, `Levocetirizine`, `Dexketoprofen`. */
const mixtureOf = (stem: string): string => stem.replace(/^(?:es|levo?|deks)(?=\p{L}{6})/u, "");

const isHalfOf = ({ stems }: Named, { stems: others }: Named): boolean =>
  [...stems].some((stem) => mixtureOf(stem) !== stem && others.has(mixtureOf(stem)));

function isOfClass(drug: Named, substance: Named): boolean {
  const [code, ofAllergy] = [atcOf(drug.coding), atcOf(substance.coding)];
  if (!code || !ofAllergy) return false;
  return code.startsWith(ofAllergy.slice(0, subgroup)) && ofAllergy.length > 3;
}

/** True if a drug may harm a person with this allergy. */
export const isDangerous = (drug: Named, substance: Named): boolean =>
  isSameDrug(drug, substance) ||
  isHalfOf(drug, substance) ||
  isHalfOf(substance, drug) ||
  isOfClass(drug, substance) ||
  haveCommon(drug.groups, substance.groups);
