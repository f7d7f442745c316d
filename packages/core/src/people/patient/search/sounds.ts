import { doubleMetaphone } from "double-metaphone";
import { LRUCache } from "lru-cache";
import { beginningsOf } from "./romanised.ts";

// Words that sound alike may be one name: Mohammed is Muhammad, Meier is Mayr, and Christoph is Kristof. Pure.
//
// A sound is the code of Double Metaphone, which has no vowels, with the first and the final vowel: Hassan is not
// Hussein, Maria is not Marie. A word has several sounds, as languages pronounce W and J differently. A word in another
// script has none. The first vowel has further sounds: an A after a consonant may be an Ä (Bär is Beer), and before an R,
// all vowels except A and O are the same (Byrne is Burn). Only last names may differ in these: Marlene is not Merlin.

/** Spellings of first vowels. The first sound with a matching spelling counts. */
const vowels: readonly (readonly string[])[] = [
  ["ai", "ay", "ei", "ey"],
  ["au", "aw", "o", "u"],
  ["ee", "i", "y"],
  ["a"],
  ["e"],
];

/** Vowels that may sound alike, and where. */
const openVowels: readonly { spelled: readonly string[]; isThere: RegExp }[] = [
  { spelled: ["a", "e"], isThere: /^y?[^aeiouy]+(?:a(?![iyuw])|e(?![iy]))/ },
  { spelled: ["e", "i", "u", "y"], isThere: /^y?[^aeiouy]*(?:ea|[eiuy])r(?![aeiouy])/ },
];

/** Spellings of each letter of a code. Two letters of a code may be one of the word. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  A: ["", "j", "w", "wh", "y"],
  F: ["f", "ph", "v", "w"],
  H: ["h", "j"],
  J: ["g", "j", "zh"],
  KF: ["cv", "cw", "kf", "kv", "kw", "qu", "qv"],
  K: ["c", "ch", "g", "gh", "k", "kh", "q", "x"],
  KS: ["c", "g", "k", "q", "x"],
  L: ["l"],
  M: ["m"],
  N: ["gn", "kn", "n"],
  P: ["b", "p"],
  R: ["r", "rh", "wr"],
  S: ["c", "ps", "s", "sc", "sz", "x", "z"],
  T: ["d", "dh", "t", "th"],
  TS: ["c", "d", "t", "z"],
  X: ["c", "ch", "cz", "s", "sch", "sh", "sz", "tch", "tsch", "x", "z"],
  "0": ["th"],
};

const partsOf = (code: string): (readonly string[])[] =>
  (code.match(/KF|KS|TS|./g) ?? []).map((letter) => spellings[letter] ?? [letter.toLowerCase()]);

function codesOf(word: string): [string, string, string] {
  const spelled = word.replaceAll("ph", "f").replaceAll("ksh", "x").replaceAll("tz", "z");
  return [...doubleMetaphone(spelled), doubleMetaphone(spelled.replaceAll("w", "v"))[0]];
}

const beforeVowel = /^y?[^aeiouy]*/;

/** Quast is pronounced Kwast. */
const withoutQu = (word: string) => word.replaceAll(/qu(?=[aeiouy])/g, "kw");

const vowelOf = (word: string) => {
  const begun = word.replace(beforeVowel, "");
  return vowels.find((spelled) => spelled.some((vowel) => begun.startsWith(vowel)));
};

const openVowelsOf = (word: string) => openVowels.filter(({ isThere }) => isThere.test(word));

function endingOf(word: string): string {
  // A final H, or GH after a vowel, is silent.
  const heard = word.replace(/(?:(?<=[aeiouy])g)?h?$/, "");
  const ending = heard.split(/[^aeiouy]/).at(-1) ?? "";
  if (ending === "" || ending === "e") return "";
  if (ending.endsWith("a")) return "a";
  return /[ou]$/.test(ending) ? "o" : "i";
}

type Sounds = { closed: readonly string[]; open: readonly string[] };

const known = new LRUCache<string, Sounds>({ max: 5_000 });

function soundsOf(word: string): Sounds {
  const found = known.get(word);
  if (found) return found;
  const heard = withoutQu(word);
  const codes = /^[a-z]{2,}$/.test(heard) ? [...new Set(codesOf(heard).filter(Boolean))] : [];
  const soundsWith = (vowel: string) => codes.map((code) => `${code} ${vowel} ${endingOf(heard)}`);
  const closed = soundsWith(vowelOf(heard)?.[0] ?? "");
  const open = openVowelsOf(heard).flatMap(({ spelled }) => soundsWith(spelled.join("")));
  const sounds = { closed, open: [...closed, ...open] };
  known.set(word, sounds);
  return sounds;
}

const haveSame = (word: string, other: string, of: keyof Sounds): boolean =>
  soundsOf(word)[of].some((sound) => soundsOf(other)[of].includes(sound));

/** Whether two words of the loose spelling sound alike. */
export const soundAlike = (word: string, other: string): boolean => haveSame(word, other, "open");

/** Like `soundAlike`, with the same first vowel. */
export const soundAsOne = (word: string, other: string): boolean => haveSame(word, other, "closed");

type Heard = {
  /** Prefixes of words that sound alike. */
  beginnings: string[];
  /** Regular expressions for them. They also match other words. */
  patterns: string[];
};

/** Prefixes and patterns to find the words that sound like this one. */
export function heardAs(spelled: string): Heard {
  const word = withoutQu(spelled);
  if (soundsOf(word).open.length === 0) return { beginnings: [], patterns: [] };
  const own = [...(vowelOf(word) ?? [""]), ...openVowelsOf(word).flatMap((open) => open.spelled)];
  const [before = ""] = beforeVowel.exec(word) ?? [];
  const begun = codesOf(`${before}a`);
  const ways = codesOf(word).map((code, at) => ({
    begins: [...partsOf(code.slice(0, begun[at]?.length)), [...new Set(own)]],
    pattern: partsOf(code.replace(/^A/, ""))
      .map((spelled) => `[${[...new Set(spelled.join(""))].join("")}]`)
      .join("[a-z]*"),
  }));
  return {
    beginnings: [...new Set(ways.flatMap(({ begins }) => beginningsOf(begins)))],
    patterns: [...new Set(ways.map(({ pattern }) => pattern))],
  };
}
