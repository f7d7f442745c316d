import { codeOf, systemNamed } from "../clinical/code-systems.ts";
import type { Concept } from "../clinical/schema.ts";
import { drugGroups, otherWords } from "./drug-groups.ts";

// Pure: browsers use it. What a drug or an allergy is about, by its words and its code.

const atc = systemNamed("ATC");

/** The letters of ATC's chemical subgroup, in which drugs are alike. */
const subgroup = "J01CA".length;

type Patterns = (word: string) => boolean;

function patternsOf(words: string): Patterns {
  const exact = new Set<string>();
  const open: Patterns[] = [];
  for (const pattern of words.split(" ")) {
    const core = pattern.replaceAll("*", "");
    const [isOpenBefore, isOpenBehind] = [pattern.startsWith("*"), pattern.endsWith("*")];
    if (isOpenBefore && isOpenBehind) open.push((word) => word.includes(core));
    else if (isOpenBefore) open.push((word) => word.endsWith(core));
    else if (isOpenBehind) open.push((word) => word.startsWith(core));
    else exact.add(core);
  }
  return (word) => exact.has(word) || open.some((fits) => fits(word));
}

const groups = Object.values(drugGroups).map(({ atc: codes, words }) => ({ codes, has: patternsOf(words) }));
const isOther = patternsOf(otherWords);

/** Without case and accents. An allergy may be one word: `Penicillinallergie`. */
const wordsIn = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/(?<=\p{L}{4})(?:allergien?|unvertraglichkeit|uberempfindlichkeit)$/u, ""))
    .filter((word) => word !== "");

/** Letters and digits, as `100mg`, are an amount. Short words, such as `mg` and `V`, are no substance. */
const isSubstance = (word: string) => !/\p{N}|^[a-z]{1,3}$/u.test(word) && !isOther(word);

/** A drug may have several substances: `Amoxicillin / Clavulanic acid`. */
const partsIn = (text: string): string[][] =>
  text
    .split(/[/,;+&()]|\s(?:and|und|y|et|e|mit|with|con|avec)\s/iu)
    .map((part) => wordsIn(part).filter(isSubstance))
    .filter((part) => part.length > 0);

/** `texts`: its words, its code's display, and what a terminology calls it. */
export type Named = Pick<Concept, "coding"> & { texts: readonly string[] };

export const namedBy = ({ text, coding }: Concept): Named => ({
  texts: coding ? [text, coding.display] : [text],
  coding,
});

const atcOf = ({ coding }: Named): string | null =>
  coding?.system === atc ? codeOf(atc, coding.code) : null;

/** Numbers in the list of groups. */
function groupsOf(named: Named): number[] {
  const code = atcOf(named);
  const words = named.texts.flatMap(wordsIn).filter((word) => !isOther(word));
  return groups.flatMap(({ codes, has }, at) =>
    (code && codes.some((start) => code.startsWith(start))) || words.some(has) ? [at] : [],
  );
}

/** Another ending is the same word: `Penicilline`, `penicillins`. */
const isSameWord = (one: string, other: string): boolean => {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return one === other || (short.length > 4 && long.length - short.length < 3 && long.startsWith(short));
};

/** Whether all words of one substance of the first are in the second. */
function sharesSubstance(one: Named, other: Named): boolean {
  const words = other.texts.flatMap(wordsIn);
  return one.texts
    .flatMap(partsIn)
    .some((part) => part.every((word) => words.some((each) => isSameWord(word, each))));
}

const isSameCode = ({ coding: one }: Named, { coding: other }: Named): boolean =>
  one !== null &&
  other !== null &&
  one.system === other.system &&
  codeOf(one.system, one.code) === codeOf(other.system, other.code);

const isSameText = (one: Named, other: Named): boolean =>
  one.texts.some((text) => other.texts.some((each) => wordsIn(text).join("") === wordsIn(each).join("")));

/** Whether two drugs have a code, a name or a substance in common. */
export const isSameDrug = (one: Named, other: Named): boolean =>
  isSameCode(one, other) ||
  isSameText(one, other) ||
  sharesSubstance(one, other) ||
  sharesSubstance(other, one);

function isOfClass(drug: Named, substance: Named): boolean {
  const [code, known] = [atcOf(drug), atcOf(substance)];
  if (!code || !known) return false;
  return code.startsWith(known.slice(0, subgroup)) && known.length > 3;
}

/** Whether a drug may harm somebody with an allergy. */
export function isDangerous(drug: Named, substance: Named): boolean {
  if (isSameCode(drug, substance) || isOfClass(drug, substance)) return true;
  if (isSameText(drug, substance) || sharesSubstance(substance, drug)) return true;
  const theirs = new Set(groupsOf(substance));
  return groupsOf(drug).some((each) => theirs.has(each));
}
