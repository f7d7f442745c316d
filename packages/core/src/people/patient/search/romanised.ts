// Names from other scripts are transcribed differently in each language: Tchaikovsky, Tschaikowski, Chaykovskiy.
// Pure.

/** Spellings of one sound, the longest first. A spelling of several sounds is in each. */
const sounds: readonly (readonly string[])[] = [
  ["schtsch", "shch", "szcz", "chtch"],
  ["tsch", "tch", "tsh", "cz", "ch"],
  ["sch", "sh", "sz", "ch"],
  ["zh", "sch", "j", "z"],
  ["kh", "ch", "h"],
  ["gh", "g", "h"],
  ["ts", "tz", "z", "c"],
  ["ks", "x"],
  ["you", "yu", "ju", "iu"],
  ["iia", "ya", "ja", "ia"],
  // Russian is often written without the dots of ё, as in Fyodor and Fedor.
  ["yo", "jo", "io", "e"],
  ["ye", "je", "e"],
  // Spellings of -ёв.
  ["ev", "ew", "eff", "ov", "ow", "off"],
  ["ou", "oo", "u"],
  ["ff", "f", "v", "w"],
  ["ij", "yi", "ie", "ii", "i", "y", "j"],
];

const spellings = [...new Set(sounds.flat())].toSorted((one, other) => other.length - one.length);

/** The possible spellings of a word's sounds. */
function alternativesOf(word: string): string[][] {
  const parts: string[][] = [];
  for (let rest = word; rest !== ""; ) {
    const found = spellings.find((spelling) => rest.startsWith(spelling)) ?? rest.slice(0, 1);
    const others = sounds.filter((sound) => sound.includes(found)).flat();
    parts.push(others.length > 0 ? [...new Set(others)] : [found]);
    rest = rest.slice(found.length);
  }
  return parts;
}

export type Romanised = {
  /** Matches a word of a name. */
  pattern: string;
  /** Prefixes of such a word. */
  beginnings: string[];
};

type Least = { letters: number; sounds: number };
/** Shorter words match too many names. */
const minAlone: Least = { letters: 5, sounds: 4 };
/** For a word beside a longer one. */
export const minBeside: Least = { letters: 4, sounds: 3 };
const maxBeginnings = 60;
/** A text such as `iiiiii…` has millions of readings. Bounds them. */
const maxSounds = 12;

/** All spellings of a word in the loose spelling. Null for a word that is too short, or has only one spelling. */
export function romanisationsOf(word: string, least = minAlone): Romanised | null {
  const single = word.replace(/([b-df-hj-np-tv-z])\1+/g, "$1");
  if (single.length < least.letters || !/^[a-z]+$/.test(single)) return null;
  const parts = alternativesOf(single);
  const open = parts.filter((part) => part.length > 1).length;
  if (parts.length < least.sounds || open === 0 || open > maxSounds) return null;
  // A letter may be doubled, as in French spellings of Russian names.
  const pattern = parts.map((part) => (part.length === 1 ? `${part[0]}+` : `(?:${part.join("|")})`)).join("");
  return { pattern, beginnings: beginningsOf(parts) };
}

/** Prefixes, as long as their number allows. */
export function beginningsOf(parts: readonly (readonly string[])[]): string[] {
  let found = [""];
  for (const part of parts) {
    const longer = found.flatMap((begun) => part.map((spelling) => begun + spelling));
    if (longer.length > maxBeginnings) break;
    found = longer;
    if (found.every((begun) => begun.length >= 4)) break;
  }
  return found;
}
