import { displaySettings, orNull } from "../settings/display-settings.ts";
import { locale } from "../settings/locale.ts";

const isLanguageTag = (tag: string): boolean => orNull(() => Intl.getCanonicalLocales(tag).length) === 1;

/** The region of typed dates. Browsers in other languages than English have one, too. */
export const typingLocale =
  displaySettings.locale ?? (isLanguageTag(navigator.language) ? navigator.language : locale);

const systemZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** UTC if the browser does not know it. */
export const browserZone = systemZone && systemZone !== "Etc/Unknown" ? systemZone : "UTC";

/** The user's time zone, in which all instants are shown and days are counted. */
export const timeZone = displaySettings.timeZone ?? browserZone;

/** Formats instants in the user's language and time zone. */
export const dateFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { timeZone, ...options });

/** A formatter of instants, or of calendar dates (`YYYY-MM-DD` or `YYYY-MM`) with UTC as the zone. */
export function dateText(options: Intl.DateTimeFormatOptions): (instant: string) => string {
  const { format } = dateFormat(options);
  return (instant) => format(new Date(instant));
}

/** `Zurich, Central European Time` for `Europe/Zurich`. */
export function zoneName(zone: string): string {
  const city = zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
  return zone === city ? zone : `${city}, ${zoneText(zone, "longGeneric")}`;
}

/** `GMT+1`, or another name. */
export const zoneText = (timeZone: string, timeZoneName: "short" | "longGeneric" = "short"): string =>
  dateFormat({ timeZone, timeZoneName })
    .formatToParts(new Date())
    .find(({ type }) => type === "timeZoneName")?.value ?? "";

const nine = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(9 * 3_600_000);

/** A time as with `timeStyle: "short"`, `9:00 AM` or `09:00`, for formats that name parts of the day. */
export const shortTime = { hour: nine.startsWith("0") ? "2-digit" : "numeric", minute: "2-digit" } as const;

const whole = new Intl.NumberFormat(locale);

/** An instant in the user's time zone: `20 Nov 2026, 18:28`. */
export const formatInstant = dateText({ dateStyle: "medium", timeStyle: "short" });

/** The same with the UTC offset, for evidence: `20 Nov 2026, 18:28 GMT+1`. */
export const formatInstantWithOffset = dateText({
  ...({ day: "numeric", month: "short", year: "numeric" } as const),
  ...({ ...shortTime, timeZoneName: "shortOffset" } as const),
});

/** The day of an instant, short: `20 Nov 2026`. */
export const formatDay = dateText({ dateStyle: "medium" });

export const formatTime = dateText({ timeStyle: "short" });

/** The day of an instant, long: `Friday, 20 November 2026`. */
export const formatDayOf = dateText({ dateStyle: "full" });

/** Formats `YYYY-MM-DD`, such as a date of birth, as `5 Mar 1980`. Calendar dates have no time zone: they are read as UTC. */
export const formatDate = dateText({ dateStyle: "medium", timeZone: "UTC" });

const calendarMonth = dateText({ month: "long", year: "numeric", timeZone: "UTC" });

/** A year, month or day, as precise as known. */
export function formatPartialDate(date: string): string {
  if (date.length === 10) return formatDate(date);
  return date.length === 7 ? calendarMonth(date) : date;
}

/** A number with separators: `10,123`. */
export const formatNumber = (number: number): string => whole.format(number);

/** Today in the user's time zone, as `YYYY-MM-DD`. */
export const today = (): string => new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date());

export type DateOrder = "dmy" | "mdy";

/** Whether a locale puts days or months first. Undefined if it starts with the year: both are possible. */
export function dateOrderOf(locale: string): DateOrder | undefined {
  const parts = new Intl.DateTimeFormat(locale, { dateStyle: "short" }).formatToParts(0);
  const [first, second] = parts.map(({ type }) => type).filter((type) => type !== "literal");
  if (first === "day") return "dmy";
  return first === "month" && second === "day" ? "mdy" : undefined;
}
