import type { FieldMessage } from "../error/field-messages.ts";

// Invisible characters. Pasted text may contain them, and searches then miss it. Some make text look like another
// text. Pure: browsers use it for forms.

/**
 * Format characters without a glyph, and Hangul fillers. Arabic number signs have one. Characters that reverse text
 * are refused instead.
 */
const hidden = String.raw`(?![\u202d\u202e])(?=\p{Default_Ignorable_Code_Point})[\p{Cf}\p{Cn}\u17b4\u17b5\u3164\uffa0]`;

/** Scripts in which a joiner changes the shape of the letter before it. */
const joiningScripts = [
  "Arab",
  "Syrc",
  "Mand",
  "Nkoo",
  "Mong",
  "Phag",
  "Rohg",
  "Adlm",
  "Deva",
  "Beng",
  "Guru",
  "Gujr",
  "Orya",
  "Taml",
  "Telu",
  "Knda",
  "Mlym",
  "Sinh",
  "Khmr",
  "Mymr",
  "Tibt",
  "Bali",
  "Java",
  "Cakm",
];
const afterJoiningLetter = `(?<=[${joiningScripts.map((script) => `\\p{scx=${script}}`).join("")}])`;
const betweenEmoji = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`;
const neededJoiner = String.raw`${afterJoiningLetter}[\u200c\u200d\u180e]|${betweenEmoji}`;

/** Hangul fillers, found only in old texts, and the object replacement character. */
const fillers = String.raw`[\u115f\u1160\ufffc]`;

/** Captures necessary joiners as `$1`, to keep them. */
const hiddenInLine = new RegExp(`(${neededJoiner})|${hidden}|${fillers}`, "gu");

/** The blank Braille pattern looks like a space. */
const brailleBlank = /\u2800/g;

/** Keeps joiners and directional marks, which notes with mixed scripts need. */
const hiddenInText = new RegExp(String.raw`(?![\u200c-\u200f\u061c\u180e])${hidden}`, "gu");

/**
 * Removes invisible characters from a line: soft hyphens, zero-width spaces, byte order marks and directional
 * isolates. Keeps joiners that a script or emoji needs. Characters that look like a space become one.
 */
export const withoutHiddenInLine = (text: string): string =>
  text.replace(hiddenInLine, "$1").replace(brailleBlank, " ");

/** The same for text of several lines. Keeps all joiners. */
export const withoutHiddenInText = (text: string): string => text.replace(hiddenInText, "");

/** Unicode notation: `U+202E`. */
export const codePointOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

type Misfit = { pattern: RegExp; problemOf: (code: string) => FieldMessage };

/** Reverses the letters after it, so the displayed text differs from the stored one. */
const reversing: Misfit = {
  pattern: /[\u202d\u202e]/u,
  problemOf: (code) =>
    `Has a hidden character that reverses text (${code}): type it again instead of pasting it`,
};
const unassignable: Misfit = {
  pattern: /[\p{Noncharacter_Code_Point}\ufff9-\ufffb]/u,
  problemOf: (code) =>
    `Has a character that is never part of text (${code}): type it again instead of pasting it`,
};
const privateUse: Misfit = {
  pattern: /\p{Co}/u,
  problemOf: (code) =>
    `Has a character that looks different on each computer (${code}): type it again instead of pasting it`,
};

const problemIn = (text: string, misfits: readonly Misfit[]): FieldMessage | null => {
  for (const { pattern, problemOf } of misfits) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return problemOf(codePointOf(found));
  }
  return null;
};

/** Returns the problem of a line, or null. */
export const problemInLine = (text: string) => problemIn(text, [reversing, unassignable, privateUse]);

/**
 * Returns the problem of a text of several lines, or null. Private-use characters are allowed: Word's bullets are
 * some.
 */
export const problemInText = (text: string) => problemIn(text, [reversing, unassignable]);

/** Replacement characters of lost letters, and codes without a letter in any encoding. */
const unreadable = /[\u{FFFD}\u{80}-\u{84}\u{86}-\u{9F}]/u;
/** UTF-8 that another program read as Windows-1252, as in `MÃ¼ller`. */
const misread =
  /Ã[’“”–…]|[ÂÃÄÅÐÑ][«»]\p{L}|[ÂÃÄÅÐÑ][\u{A1}-\u{AA}\u{AC}-\u{BA}\u{BC}-\u{BF}€‚ƒ„†‡ˆ‰Š‹ŒŽ‘•—˜™š›œžŸ]/u;

/** Whether a file's text has letters that an encoding error lost or changed. */
export const isSpoilt = (text: string): boolean => unreadable.test(text) || misread.test(text);
