/**
 * Formats in English, in the reader's variant if there is one.
 * Without a system language, Chromium reports `en-US@posix`, which is not a language tag.
 */
export const locale =
  navigator.languages.find((language) => /^en(?:-(?:[a-z]{2}|\d{3}))?$/i.test(language)) ?? "en-GB";

const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const dayAndTimeWithOffset = new Intl.DateTimeFormat(locale, {
  ...({ day: "numeric", month: "short", year: "numeric" } as const),
  ...({ hour: "2-digit", minute: "2-digit", timeZoneName: "shortOffset" } as const),
});
const shortDay = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
const timeOnly = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
const dayOnly = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
/** Calendar dates have no time zone: they are parsed and formatted in UTC. */
const calendarDay = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });

/** An instant in the reader's time zone: `20 Nov 2026, 18:28`. */
export const formatInstant = (instant: string): string => dayAndTime.format(new Date(instant));

/** The same with the offset from UTC, for evidence: `20 Nov 2026, 18:28 GMT+1`. */
export const formatInstantWithOffset = (instant: string): string =>
  dayAndTimeWithOffset.format(new Date(instant));

/** The day of an instant, short: `20 Nov 2026`. */
export const formatDay = (instant: string): string => shortDay.format(new Date(instant));

/** The time of an instant. */
export const formatTime = (instant: string): string => timeOnly.format(new Date(instant));

/** The day of an instant, long: `Friday, 20 November 2026`. */
export const formatDayOf = (instant: string): string => dayOnly.format(new Date(instant));

/** Formats `YYYY-MM-DD`, such as a date of birth, as `5 Mar 1980`. */
export const formatDate = (date: string): string => calendarDay.format(new Date(`${date}T00:00:00Z`));
