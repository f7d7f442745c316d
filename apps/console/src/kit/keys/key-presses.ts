type Press = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "repeat" | "isComposing" | "defaultPrevented"
>;

/** Prefix key for navigation. */
export const goKey = "g";

/** Milliseconds within which the second key must follow. */
const sequenceMs = 2_000;

/**
 * Returns the character of a single-key shortcut, letters in lower case, or null. Uses the character, not the key's
 * position, so that all keyboard layouts work. Symbols may need Shift.
 */
export function characterOf(press: Press): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing, defaultPrevented } = press;
  if (ctrlKey || metaKey || altKey || repeat || isComposing || defaultPrevented || key.length !== 1)
    return null;
  const isLetter = key.toLowerCase() !== key.toUpperCase();
  return isLetter && shiftKey ? null : key.toLowerCase();
}

/**
 * Returns a function that combines a character with the previous one, as in `g p`. Returns null while a second one is
 * pending.
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
