/** The languages of the console, each by its own name. Each has a folder of texts. */
export const languages = { en: "English", de: "Deutsch", es: "Español" } as const;

export type Language = keyof typeof languages;

export const isLanguage = (value: unknown): value is Language =>
  typeof value === "string" && Object.hasOwn(languages, value);

/** How the reader wants texts, dates and numbers. Null: as the browser has it. */
export type DisplaySettings = { language: Language | null; locale: string | null; timeZone: string | null };

export const displayKey = "caretype.display";

/** Languages and regions that dates can be written in. */
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

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

/** What this device has stored. Null for what another version, or another program, has. */
export function parseStored(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

/** Parses stored settings. Anything unknown counts as not chosen. */
export function parseDisplaySettings(text: string | null): DisplaySettings {
  const read = (name: string): unknown => Reflect.get(Object(parseStored(text)), name);
  const [language, locale, timeZone] = [read("language"), read("locale"), read("timeZone")];
  return {
    language: isLanguage(language) ? language : null,
    locale: locales.find((known) => known === locale) ?? null,
    timeZone: typeof timeZone === "string" && isTimeZone(timeZone) ? timeZone : null,
  };
}

function stored(): string | null {
  try {
    return localStorage.getItem(displayKey);
  } catch {
    // Storage is disabled.
    return null;
  }
}

/** Fixed while a page is open, so that all its dates look alike. */
export const displaySettings: DisplaySettings = parseDisplaySettings(stored());

/** Stores the settings in this browser, and reloads the page. Throws if storage is disabled. */
export function saveDisplaySettings(settings: DisplaySettings): void {
  localStorage.setItem(displayKey, JSON.stringify(settings));
  location.reload();
}
