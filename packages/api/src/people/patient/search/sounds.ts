import { doubleMetaphone } from "double-metaphone";
import { LRUCache } from "lru-cache";
import { beginningsOf } from "./romanised.ts";

// Words that sound alike may be one name: Mohammed is Muhammad, Meier is Mayr, and Christoph is Kristof. Pure.
//
// A sound is the code of Double Metaphone, which has no vowels, with the first vowel and the one that ends the word: Hassan is not Hussein,
// Maria is not Marie. A word has several sounds, as languages read a W and a J differently. A word in another script has none.

/** Spellings of the first vowel. The first sound with a spelling that begins it counts. */
const vowels = [["ai", "ay", "ei", "ey"], ["au", "aw", "o", "u"], ["ee", "i", "y"], ["a"], ["e"]] as const;

/** How words may spell what a letter of a code stands for. Two letters of a code may be one of the word. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  A: ["", "j", "w", "wh", "y"],
  F: ["f", "ph", "v", "w"],
  H: ["h", "j"],
  J: ["g", "j", "zh"],
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
  (code.match(/KS|TS|./g) ?? []).map((letter) => spellings[letter] ?? [letter.toLowerCase()]);

function codesOf(word: string): [string, string, string] {
  const spelled = word.replaceAll("ph", "f").replaceAll("ksh", "x").replaceAll("tz", "z");
  return [...doubleMetaphone(spelled), doubleMetaphone(spelled.replaceAll("w", "v"))[0]];
}

const beforeVowel = /^y?[^aeiouy]*/;

const vowelOf = (word: string) => {
  const begun = word.replace(beforeVowel, "");
  return vowels.find((spelled) => spelled.some((vowel) => begun.startsWith(vowel)));
};

function endingOf(word: string): string {
  // An H that ends a word, or GH behind a vowel, is not heard.
  const heard = word.replace(/(?:(?<=[aeiouy])g)?h?$/, "");
  const ending = heard.split(/[^aeiouy]/).at(-1) ?? "";
  if (ending === "" || ending === "e") return "";
  if (ending.endsWith("a")) return "a";
  return /[ou]$/.test(ending) ? "o" : "i";
}

const known = new LRUCache<string, readonly string[]>({ max: 5_000 });

function soundsOf(word: string): readonly string[] {
  const found = known.get(word);
  if (found) return found;
  const codes = /^[a-z]{2,}$/.test(word) ? codesOf(word).filter(Boolean) : [];
  const vowel = vowelOf(word)?.[0] ?? "";
  const sounds = [...new Set(codes)].map((code) => `${code} ${vowel} ${endingOf(word)}`);
  known.set(word, sounds);
  return sounds;
}

/** Whether two words of the loose spelling sound alike. */
export const soundAlike = (word: string, other: string): boolean =>
  soundsOf(word).some((sound) => soundsOf(other).includes(sound));

type Heard = {
  /** How words that sound alike may begin. */
  beginnings: string[];
  /** Regular expressions for them. They match other words, too. */
  patterns: string[];
};

/** What to look for to find the words that sound like this one. */
export function heardAs(word: string): Heard {
  if (soundsOf(word).length === 0) return { beginnings: [], patterns: [] };
  const [before = ""] = beforeVowel.exec(word) ?? [];
  const begun = codesOf(`${before}a`);
  const ways = codesOf(word).map((code, at) => ({
    begins: [...partsOf(code.slice(0, begun[at]?.length)), vowelOf(word) ?? [""]],
    pattern: partsOf(code.replace(/^A/, ""))
      .map((spelled) => `[${[...new Set(spelled.join(""))].join("")}]`)
      .join("[a-z]*"),
  }));
  return {
    beginnings: [...new Set(ways.flatMap(({ begins }) => beginningsOf(begins)))],
    patterns: [...new Set(ways.map(({ pattern }) => pattern))],
  };
}
