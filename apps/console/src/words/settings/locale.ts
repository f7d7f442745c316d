import { displaySettings, isLanguage, type Language } from "./display-settings.ts";

/** Unit tests run in Node, and expect English in any locale. */
const preferred = typeof document === "undefined" ? ["en"] : navigator.languages;

/** The first of the browser's languages that the console has. Default: English. */
export const languageOf = (tags: readonly string[]): Language =>
  tags.map((tag) => tag.toLowerCase().split(/[-_@]/)[0]).find(isLanguage) ?? "en";

export const browserLanguage = languageOf(preferred);

/** The page's language, fixed while it is open. */
export const language: Language = displaySettings.language ?? browserLanguage;

const usualRegion = { en: "en-GB", de: "de-DE", es: "es-ES" } as const satisfies Record<Language, string>;

/**
 * The browser's language tag, such as `de-AT`. Without a system language, Chromium reports `en-US@posix`, which is
 * none.
 */
export const localeOf = (wanted: Language, tags: readonly string[] = preferred): string =>
  tags.find(
    (tag) =>
      tag.toLowerCase().startsWith(wanted) && /^(?:-(?:[a-z]{2}|\d{3}))?$/i.test(tag.slice(wanted.length)),
  ) ?? usualRegion[wanted];

/** The language and region of dates and numbers. */
export const locale = displaySettings.locale ?? localeOf(language);
