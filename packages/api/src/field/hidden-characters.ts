// Characters that nobody sees. Some come along when text is pasted, and then the text is not found by what it looks like.
// Others make text look like another one. Pure: browsers use it for forms.

/**
 * Format characters that are not drawn, which Arabic's number signs are, and what fills the place of a Korean letter. What
 * reverses text is not among them, as it is refused.
 */
const hidden = String.raw`(?![\u202d\u202e])(?=\p{Default_Ignorable_Code_Point})[\p{Cf}\p{Cn}\u17b4\u17b5\u3164\uffa0]`;

/** Scripts in which a joiner changes how the letter before it is drawn. */
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

/** Fillers in place of Korean letters, which hold a place in old texts only, and of what is no text, such as a picture. */
const fillers = String.raw`[\u115f\u1160\ufffc]`;

/** With `$1` for the joiners that have to stay. */
const hiddenInLine = new RegExp(`(${neededJoiner})|${hidden}|${fillers}`, "gu");

/** The Braille pattern without dots: nobody can tell it from a blank. */
const brailleBlank = /\u2800/g;

/** Joiners and the marks for left, right and Arabic order stay: notes that mix scripts are typed with them. */
const hiddenInText = new RegExp(String.raw`(?![\u200c-\u200f\u061c\u180e])${hidden}`, "gu");

/**
 * A line without what pasting brings unseen: soft hyphens, zero-width spaces, byte order marks, and the marks that set
 * pasted text apart. Joiners stay where a script or an emoji needs them. What looks like a blank is one.
 */
export const withoutHiddenInLine = (text: string): string =>
  text.replace(hiddenInLine, "$1").replace(brailleBlank, " ");

/** The same of text of several lines, in which all joiners stay. */
export const withoutHiddenInText = (text: string): string => text.replace(hiddenInText, "");

/** As Unicode writes it: `U+202E`. */
export const codePointOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

type Misfit = { pattern: RegExp; problem: string };

/** They reverse the letters after them: what is read is not what is kept, searched and compared. */
const reversing: Misfit = {
  pattern: /[\u202d\u202e]/u,
  problem: "Has a hidden character that reverses text",
};
const unassignable: Misfit = {
  pattern: /[\p{Noncharacter_Code_Point}\ufff9-\ufffb]/u,
  problem: "Has a character that is never part of text",
};
const privateUse: Misfit = {
  pattern: /\p{Co}/u,
  problem: "Has a character that looks different on each computer",
};

const problemIn = (text: string, misfits: readonly Misfit[]): string | null => {
  for (const { pattern, problem } of misfits) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return `${problem} (${codePointOf(found)}): type it again instead of pasting it`;
  }
  return null;
};

/** What is wrong with a line, for whoever wrote it; null where nothing is. */
export const problemInLine = (text: string) => problemIn(text, [reversing, unassignable, privateUse]);

/** The same of text of several lines. Private characters stay in it: bullets that are pasted from Word are some. */
export const problemInText = (text: string) => problemIn(text, [reversing, unassignable]);
