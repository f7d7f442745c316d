import type { Span } from "../../session/practice-time/wall.ts";

/** Where something is among those at the same time: beside each other, in lanes. */
export type InLane<Item> = { item: Item; lane: number; lanes: number };

/**
 * Puts what overlaps into lanes. `least` is the length, in minutes, that the shortest one is shown with.
 * Returns them by start.
 */
export function inLanes<Item extends Span>(items: readonly Item[], least: number): InLane<Item>[] {
  const placed: InLane<Item>[] = [];
  let group: InLane<Item>[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const each of group) placed.push({ ...each, lanes: ends.length });
    group = [];
    ends = [];
  };
  for (const item of items.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    if (ends.every((end) => end <= item.start)) close();
    const free = ends.findIndex((end) => end <= item.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = Math.max(item.end, item.start + least);
    group.push({ item, lane, lanes: 0 });
  }
  close();
  return placed;
}
