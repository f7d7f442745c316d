/** Characters of a terminal's commands, and those that reverse text or end lines: a record could contain them. */
const unsafe = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/gu;

/** Leaves out what a terminal would obey instead of showing. */
export const withoutControls = (text: string): string => text.replaceAll(unsafe, "");

/** The same for a text of several lines. */
export const linesWithoutControls = (text: string): string =>
  text.split("\n").map(withoutControls).join("\n");

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * Returns a value as JSON that is safe on a terminal, and one line for every reader unless it is indented.
 * `JSON.stringify` keeps some control characters as they are.
 */
export const toJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replaceAll(unsafe, (character) =>
    character === "\n" ? character : escaped(character),
  );
