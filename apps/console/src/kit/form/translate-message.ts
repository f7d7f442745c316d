/** Texts by the API's own message, in which `{name}` stands for a value. */
type MessageTexts = Readonly<Record<string, string>>;

const escaped = (text: string) => text.replaceAll(/[.()?+]/g, "\\$&");

/**
 * Returns a function that translates messages of the API by a catalogue.
 * Values stay, also a quoted one after the message. An unknown message stays as it is.
 */
export function translatorOf(texts: MessageTexts): (message: string) => string {
  const patterns = Object.entries(texts)
    .filter(([english]) => english.includes("{"))
    // A longer one is more exact: "at most {maximum}" also fits "at most 5 characters long".
    .toSorted(([one], [other]) => other.length - one.length)
    .map(([english, text]) => ({
      pattern: new RegExp(`^${escaped(english).replaceAll(/\{(\w+)\}/g, "(?<$1>.+)")}$`, "s"),
      text,
    }));
  const textOf = (message: string): string | undefined =>
    Object.hasOwn(texts, message) ? texts[message] : filled(message);
  const filled = (message: string): string | undefined => {
    for (const { pattern, text } of patterns) {
      const values = pattern.exec(message)?.groups;
      if (values) return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
    }
    return undefined;
  };
  return (message) => {
    const [, before = "", value = ""] = /^(.*?)(: ".*")$/s.exec(message) ?? [];
    const known = textOf(before) ?? textOf(message);
    if (known !== undefined) return textOf(before) === undefined ? known : `${known}${value}`;
    // Advice on a password has several sentences.
    const sentences = message.split(/(?<=\.) /).map(textOf);
    return sentences.every((sentence) => sentence !== undefined) ? sentences.join(" ") : message;
  };
}
