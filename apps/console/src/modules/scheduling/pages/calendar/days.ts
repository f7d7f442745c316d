import { addDays } from "../../../../session/practice-time/wall.ts";
import { weekOf } from "../../../../session/practice-time/week-of.ts";
import type { View } from "./views.ts";

/** The server's limit of days, which is also the longest month. */
const maxDays = 31;

const following = (day: string, count: number) =>
  Array.from({ length: count }, (_, index) => addDays(day, index));

const monthOf = (day: string) =>
  following(`${day.slice(0, 7)}-01`, maxDays).filter((each) => each.startsWith(day.slice(0, 7)));

/** The days that a view shows around a day. A search starts on the same day, and covers more. */
export function daysOf(view: View, day: string, isSearch = false): string[] {
  if (isSearch) {
    const [first = day] = daysOf(view, day);
    return following(first, maxDays);
  }
  if (view === "week") return weekOf(day);
  if (view === "month") return monthOf(day);
  return following(day, view === "agenda" ? 7 : 1);
}

type Shown = { view: View; days: readonly string[]; day: string };

/** The day to open for the previous or next period. */
export function turned({ view, days, day }: Shown, by: -1 | 1): string {
  const [first = day] = days;
  // A search does not cover whole weeks, so the next one overlaps the last week.
  const count = view === "week" ? days.length - (days.length % 7) : days.length;
  if (view !== "month") return addDays(day, by * count);
  return `${addDays(first, by === 1 ? days.length : -1).slice(0, 7)}-01`;
}
