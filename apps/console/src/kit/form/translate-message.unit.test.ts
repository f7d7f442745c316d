import { describe, expect, it } from "vitest";
import { texts as german } from "./messages/texts.de.ts";
import { texts as english } from "./messages/texts.en.ts";
import { texts as spanish } from "./messages/texts.es.ts";
import { translatorOf } from "./translate-message.ts";

const catalogues = { english, german, spanish };
const messages = Object.entries(catalogues).flatMap(([language, texts]) =>
  Object.entries(texts).map(([message, text]) => ({ language, texts, message, text })),
);
const namesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
const withValues = (text: string) => text.replaceAll(/\{(\w+)\}/g, "<$1: 1,000>");

describe.each(messages)("“$message” in $language", ({ texts, message, text }) => {
  it("is translated with its values", () => {
    expect(translatorOf(texts)(withValues(message))).toBe(withValues(text));
  });

  it("has no other values", () => {
    const unused = message === "Not a field of this kind of record ({records})" ? ["{records}"] : [];
    expect(namesIn(text)).toEqual(namesIn(message).filter((name) => !unused.includes(name)));
  });
});

it.each(Object.entries(catalogues))("speaks %s to people, and not of calls", (_, texts) => {
  const ofCalls = /`|\b(?:[Ss]end(?:en Sie)?|[Ee]nvíe|URL|ids?|object|Objekt|objeto|cursor)\b|\p{Ll}\p{Lu}/u;
  const shown = Object.keys(german).map(translatorOf(texts));
  expect(shown.filter((text) => ofCalls.test(text))).toEqual([]);
});

describe("a message", () => {
  const translate = translatorOf(german);

  it("keeps the value that an import adds", () => {
    expect(translate('Not a valid date, read as YYYY-MM-DD: "31:02"')).toBe(
      'Kein gültiges Datum, gelesen als YYYY-MM-DD: "31:02"',
    );
    expect(translate('Not an email address: "a\\": \\"b"')).toBe('Keine E-Mail-Adresse: "a\\": \\"b"');
  });

  it("of several sentences is translated by sentence", () => {
    expect(translate("Too easy to guess. Add a few words that are less common.")).toBe(
      "Zu leicht zu erraten. Ergänzen Sie einige seltenere Wörter.",
    );
  });

  it("that nobody knows stays as it is, as do all without a catalogue", () => {
    for (const message of ["Something new", "Too easy to guess. Something new.", "constructor"])
      expect(translate(message)).toBe(message);
    expect(translatorOf({})("Required")).toBe("Required");
  });
});
