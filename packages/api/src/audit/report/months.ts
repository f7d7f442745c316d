import type { EntryOrder } from "./schema.ts";

/** Null: without an end on that side. */
export type Window = { begin: string | null; end: string | null };

/** The first and the last instant, in the order of a list, at which there may be something. */
type Range = { near: string; far: string };

const mostMonths = 8;

/**
 * Windows of whole months, as entries are kept: that of `near`, and then one month, two, four, eight and eight again,
 * until `far` is in. The outer sides are open: together they leave nothing out.
 */
export function monthWindows(sort: EntryOrder, { near, far }: Range): Window[] {
  const windows: Window[] = [];
  let edge: string | null = null;
  for (let [reach, step] = [0, 1]; ; [reach, step] = [reach + step, Math.min(step * 2, mostMonths)]) {
    const next = sort === "newest" ? monthStart(near, -reach) : monthStart(near, 1 + reach);
    const isLast = next === null || isPast(sort, next, far);
    windows.push(between(sort, edge, isLast ? null : next));
    if (isLast) return windows;
    edge = next;
  }
}

const between = (sort: EntryOrder, near: string | null, far: string | null): Window =>
  sort === "newest" ? { begin: far, end: near } : { begin: near, end: far };

/** Whether nothing is left beyond `next`. The microseconds of `far` are not looked at. */
const isPast = (sort: EntryOrder, next: string, far: string) =>
  sort === "newest" ? Date.parse(next) <= Date.parse(far) : Date.parse(next) > Date.parse(far);

/** Null where PostgreSQL and JavaScript write the year in different ways. */
function monthStart(instant: string, months: number): string | null {
  const date = new Date(instant);
  date.setUTCHours(0, 0, 0, 0);
  // In one go: the 31st of a shorter month would be a day of the next.
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString() : null;
}
