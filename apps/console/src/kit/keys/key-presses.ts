type Press = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "repeat" | "isComposing" | "defaultPrevented"
>;

/** The first key of a sequence that goes to a page. */
export const goKey = "g";

/** The second key has to follow within this time. */
const sequenceMs = 2_000;

/**
 * Returns the character of a single-key shortcut, a letter in lower case. Null: the press is none.
 * The character counts, not the place of the key, so that every keyboard layout works. Signs may need Shift.
 */
export function characterOf(press: Press): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing, defaultPrevented } = press;
  if (ctrlKey || metaKey || altKey || repeat || isComposing || defaultPrevented || key.length !== 1)
    return null;
  const isLetter = key.toLowerCase() !== key.toUpperCase();
  return isLetter && shiftKey ? null : key.toLowerCase();
}

/**
 * Returns a function that joins a character with the one before, as in `g p`. It returns null while a second one
 * is awaited.
 */
export function sequences(): (character: string, at: number) => string | null {
  let begun = Number.NEGATIVE_INFINITY;
  return (character, at) => {
    const isSecond = at - begun < sequenceMs;
    begun = character === goKey && !isSecond ? at : Number.NEGATIVE_INFINITY;
    if (isSecond) return `${goKey} ${character}`;
    return character === goKey ? null : character;
  };
}
