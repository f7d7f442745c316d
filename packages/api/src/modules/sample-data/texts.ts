import type { MailLanguage } from "@caretype/core/mechanisms/mail/languages";
import translations from "./texts.json" with { type: "json" };

/** Translates the sample's texts, line by line, wherever they occur in a value. Names stay as they are. */
export type Say = <Value>(value: Value) => Value;

/** Plans use the English texts as keys. Only stored values are translated. */
export function sayIn(language: MailLanguage): Say {
  if (language === "en") return (value) => value;
  const texts = new Map(
    Object.entries(translations).map(([english, byLanguage]) => [english, byLanguage[language]]),
  );
  const say = (text: string) => text.replace(/^.+$/gm, (line) => texts.get(line) ?? line);
  return (value) =>
    JSON.parse(JSON.stringify(value), (_, each) => (typeof each === "string" ? say(each) : each));
}
