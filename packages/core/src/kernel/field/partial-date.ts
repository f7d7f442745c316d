import { z } from "zod";

/** False for a day that no calendar has, such as 30 February. */
const isOnCalendar = (text: string) =>
  text.length < 10 || new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** Accepts years from 1800, which is before any living patient's birth. */
const isDay = (text: string) =>
  /^(?:1[89]|2\d)\d\d(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?$/.test(text) && isOnCalendar(text);

/** A year, month or day, as far as it is known. */
export const PartialDate = z
  .string()
  .max(10, { abort: true })
  .refine((text) => isDay(text), {
    error: "Has to be a year, a month or a day, such as 2019, 2019-05 or 2019-05-28",
    abort: true,
  })
  .meta({ examples: ["2019-05"] });
