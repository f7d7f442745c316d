import type { MailLanguage } from "@caretype/core/mechanisms/mail/languages";
import translations from "./texts.json" with { type: "json" };

/** Writes what the sample says in a language, line by line, wherever it stands in a value. Names stay. */
export type Say = <Value>(value: Value) => Value;

/** Plans are in English, whose words they are made of. Only what is stored is translated. */
export function sayIn(language: MailLanguage): Say {
  if (language === "en") return (value) => value;
  const texts = new Map(Object.entries(translations).map(([english, its]) => [english, its[language]]));
  const say = (text: string) => text.replace(/^.+$/gm, (line) => texts.get(line) ?? line);
  return (value) =>
    JSON.parse(JSON.stringify(value), (_, each) => (typeof each === "string" ? say(each) : each));
}
