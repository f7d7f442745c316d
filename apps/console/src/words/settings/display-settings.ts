/** The console's languages, each by its own name. Each has a folder of texts. */
export const languages = { en: "English", de: "Deutsch", es: "Español" } as const;

export type Language = keyof typeof languages;

export const isLanguage = (value: unknown): value is Language =>
  typeof value === "string" && Object.hasOwn(languages, value);

/** The preferred language, date and number format. Null: the browser's. */
export type DisplaySettings = { language: Language | null; locale: string | null; timeZone: string | null };

export const displayKey = "caretype.display";

/** Languages and regions of date formats. */
export const locales = [
  "en-GB",
  "en-US",
  "en-CA",
  "en-AU",
  "de-DE",
  "de-AT",
  "de-CH",
  "es-ES",
  "es-MX",
  "fr-FR",
  "it-IT",
  "nl-NL",
  "pl-PL",
  "pt-BR",
  "sv-SE",
] as const;

/** Returns null instead of an error, such as with disabled or full storage. */
export function orNull<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

const isTimeZone = (name: string): boolean =>
  orNull(() => new Intl.DateTimeFormat("en", { timeZone: name })) !== null;

/** This device's stored settings. Null if another version or program stored them. */
export const parseStored = (text: string | null | undefined): unknown =>
  orNull(() => JSON.parse(text ?? "null"));

/** Parses stored settings. Unknown values count as not chosen. */
export function parseDisplaySettings(text: string | null): DisplaySettings {
  const read = (name: string): unknown => Reflect.get(Object(parseStored(text)), name);
  const [language, locale, timeZone] = [read("language"), read("locale"), read("timeZone")];
  return {
    language: isLanguage(language) ? language : null,
    locale: locales.find((known) => known === locale) ?? null,
    timeZone: typeof timeZone === "string" && isTimeZone(timeZone) ? timeZone : null,
  };
}

/** Fixed while a page is open, so that all its dates look alike. */
export const displaySettings: DisplaySettings = parseDisplaySettings(
  orNull(() => localStorage.getItem(displayKey)),
);

/** Stores the settings in this browser, and reloads the page. Throws if storage is disabled. */
export function saveDisplaySettings(settings: DisplaySettings): void {
  localStorage.setItem(displayKey, JSON.stringify(settings));
  location.reload();
}
