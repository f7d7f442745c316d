/**
 * The console speaks English: dates and numbers do, too, as the reader's own English has them where they have one. Where
 * the system names no language, Chromium says `en-US@posix`, which is no language tag.
 */
export const locale =
  navigator.languages.find((language) => /^en(?:-(?:[a-z]{2}|\d{3}))?$/i.test(language)) ?? "en-GB";

const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const shortDay = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
const timeOnly = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
const dayOnly = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
/** A date of the calendar is the same day everywhere: it is put together and read in UTC. */
const calendarDay = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });

/** An instant in the reader's zone: `20 Nov 2026, 18:28`. */
export const formatInstant = (instant: string): string => dayAndTime.format(new Date(instant));

/** The reader's day that an instant is on, where there is little room: `20 Nov 2026`. */
export const formatDay = (instant: string): string => shortDay.format(new Date(instant));

/** Its time alone, where the day is said beside it. */
export const formatTime = (instant: string): string => timeOnly.format(new Date(instant));

/** The reader's day that an instant is on: `Friday, 20 November 2026`. */
export const formatDayOf = (instant: string): string => dayOnly.format(new Date(instant));

/** `YYYY-MM-DD`, such as a date of birth: `5 Mar 1980`, in whatever zone it is read. */
export const formatDate = (date: string): string => calendarDay.format(new Date(`${date}T00:00:00Z`));
