import type { EntryOrder } from "./schema.ts";

/** Null: unbounded on that side. */
export type Window = { begin: string | null; end: string | null };

/** The first and last instant with possible entries, in list order. */
type Range = { near: string; far: string };

const maxMonths = 8;

/**
 * Windows of whole months, like the partitions: the month of `near`, then one, two, four, eight and eight months, up
 * to `far`. The outermost windows are unbounded, so together they cover everything.
 */
export function monthWindows(sort: EntryOrder, { near, far }: Range): Window[] {
  const windows: Window[] = [];
  let edge: string | null = null;
  for (let [reach, step] = [0, 1]; ; [reach, step] = [reach + step, Math.min(step * 2, maxMonths)]) {
    const next = sort === "newest" ? monthStart(near, -reach) : monthStart(near, 1 + reach);
    const isLast = next === null || isPast(sort, next, far);
    windows.push(between(sort, edge, isLast ? null : next));
    if (isLast) return windows;
    edge = next;
  }
}

const between = (sort: EntryOrder, near: string | null, far: string | null): Window =>
  sort === "newest" ? { begin: far, end: near } : { begin: near, end: far };

/** Whether `next` is beyond `far`. Ignores the microseconds of `far`. */
const isPast = (sort: EntryOrder, next: string, far: string) =>
  sort === "newest" ? Date.parse(next) <= Date.parse(far) : Date.parse(next) > Date.parse(far);

/** Null if PostgreSQL and JavaScript write the year differently. */
function monthStart(instant: string, months: number): string | null {
  const date = new Date(instant);
  date.setUTCHours(0, 0, 0, 0);
  // Month and day in one call, as the 31st would overflow a shorter month.
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString() : null;
}
