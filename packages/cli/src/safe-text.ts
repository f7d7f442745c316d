/** Joiners change the appearance of emoji, Arabic and Indic scripts. Kept in those places only. */
const neededJoiner = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})|(?<=[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}])[\u200c\u200d]`;

/** Variation selectors of emoji, Han (as in names) and Mongolian. */
const neededSelector = String.raw`(?<=\p{Emoji})[\ufe0e\ufe0f]|(?<=\p{scx=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]|(?<=\p{scx=Mong})[\u180b-\u180d\u180f]`;

/**
 * Characters that a terminal obeys or hides: controls, formats such as bidirectional or zero-width ones, other line
 * separators, fillers. A record or a server's answer could contain them.
 */
const unsafe = new RegExp(
  String.raw`(${neededJoiner}|${neededSelector})|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]`,
  "gu",
);

/** Removes characters that a terminal would obey instead of showing. */
export const withoutControls = (text: string): string => text.replaceAll(unsafe, "$1");

/** Joins lines. Text of a server or a record cannot start a line that looks like ours. */
export const asLines = (lines: readonly string[]): string => lines.map(withoutControls).join("\n");

/** The same for a text of several lines, which may have tabs. All output of commands passes here. */
export const linesWithoutControls = (text: string): string =>
  text.replaceAll(unsafe, (found: string, joiner: string | undefined) =>
    joiner || found === "\n" || found === "\t" ? found : "",
  );

const escaped = (characters: string) =>
  Array.from({ length: characters.length }, (_, index) => characters.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");

/**
 * Returns a value as JSON that is safe on a terminal, in one line unless it is indented. `JSON.stringify` does not
 * escape some control characters.
 */
export const toJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replaceAll(unsafe, (found: string, joiner: string | undefined) =>
    joiner || found === "\n" ? found : escaped(found),
  );

/** Whether the text has a replacement character, from decoding with the wrong encoding. */
export const hasLost = (source: string): boolean => source.includes("\u{FFFD}");
