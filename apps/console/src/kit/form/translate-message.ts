import { valuesIn } from "@caretype/core/kernel/error/filled-text";

/** Keyed by the API's text, in which `{name}` stands for a value. */
type MessageTexts = Readonly<Record<string, string>>;

/**
 * Returns a function that translates messages of the API by a catalog. Values are kept, also a quoted one after the
 * message. Unknown messages are unchanged.
 */
export function translatorOf(texts: MessageTexts): (message: string) => string {
  const templates = Object.entries(texts)
    .filter(([english]) => english.includes("{"))
    // Longer patterns first: "at most {maximum}" also matches "at most 5 characters long".
    .toSorted(([one], [other]) => other.length - one.length);
  const textOf = (message: string): string | undefined =>
    Object.hasOwn(texts, message) ? texts[message] : filled(message);
  const filled = (message: string): string | undefined => {
    for (const [english, text] of templates) {
      const values = valuesIn(english, message);
      const names: string[] = english.match(/\{\w+\}/g) ?? [];
      if (values) return text.replaceAll(/\{\w+\}/g, (name) => values[names.indexOf(name)] ?? "");
    }
    return undefined;
  };
  return (message) => {
    const [, before = "", value = ""] = /^((?:(?!: ").)*)(: ".*")$/s.exec(message) ?? [];
    const known = textOf(before) ?? textOf(message);
    if (known !== undefined) return textOf(before) === undefined ? known : `${known}${value}`;
    // Password advice has several sentences.
    const sentences = message.split(/(?<=\.) /).map(textOf);
    return sentences.every((sentence) => sentence !== undefined) ? sentences.join(" ") : message;
  };
}
