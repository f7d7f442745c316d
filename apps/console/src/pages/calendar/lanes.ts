import type { Span } from "../../session/practice-time/wall.ts";

/** Where something is among those at the same time: beside each other, in lanes. It takes those that are free, too. */
export type InLane<Item> = { item: Item; lane: number; span: number; lanes: number };

/** What has no lane: at the end, and narrower than one. */
export type Folded<Item> = Span & { items: Item[]; lane: number; lanes: number };

/** Of the width of a lane. */
export const foldShare = 0.4;

type Limits = {
  /** The length, in minutes, that the shortest one is shown with. */
  least: number;
  /** How many lanes are wide enough. */
  most: number;
};

/** Puts what overlaps into lanes, by start. What has no lane is folded. */
export function inLanes<Item extends Span>(items: readonly Item[], { least, most }: Limits) {
  const events: InLane<Item>[] = [];
  const folded: Folded<Item>[] = [];
  let group: InLane<Item>[] = [];
  let ends: number[] = [];
  const endOf = ({ start, end }: Item) => Math.max(end, start + least);
  const close = () => {
    const kept = ends.length > most ? Math.max(most - 1, 1) : ends.length;
    const lanes = kept < ends.length ? kept + foldShare : kept;
    const freeFrom = ({ item, lane }: InLane<Item>) =>
      Math.min(
        lanes,
        ...group
          .filter(({ item: other }) => other.start < endOf(item) && item.start < endOf(other))
          .map((other) => Math.min(other.lane, kept))
          .filter((other) => other > lane),
      );
    for (const placed of group) {
      const { item, lane } = placed;
      const end = endOf(item);
      const last = folded.at(-1);
      if (lane < kept) events.push({ item, lane, lanes, span: freeFrom(placed) - lane });
      else if (last && item.start < last.end) {
        last.items.push(item);
        last.end = Math.max(last.end, end);
      } else folded.push({ start: item.start, end, items: [item], lane: kept, lanes });
    }
    group = [];
    ends = [];
  };
  for (const item of items.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    if (ends.every((end) => end <= item.start)) close();
    const free = ends.findIndex((end) => end <= item.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = endOf(item);
    group.push({ item, lane, lanes: 0, span: 1 });
  }
  close();
  return { events: events.toSorted(({ item: one }, { item: other }) => one.start - other.start), folded };
}
