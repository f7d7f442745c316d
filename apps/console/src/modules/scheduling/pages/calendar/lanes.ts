import type { Span } from "../../../../session/practice-time/wall.ts";

/** Where something is among those at the same time: beside each other, in lanes. It takes those that are free, too. */
export type InLane<Item> = { item: Item; lane: number; span: number; lanes: number };

/** What has no lane, of an hour: at the end, and narrower than one. One event alone gets a lane. */
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
  type Fold = Span & { items: Item[] };
  const events: InLane<Item>[] = [];
  const folded: Folded<Item>[] = [];
  let group: InLane<Item>[] = [];
  let ends: number[] = [];
  const endOf = ({ start, end }: Item) => Math.max(end, start + least);
  const close = () => {
    const kept = ends.length > most ? Math.max(most - 1, 1) : ends.length;
    const folds: Fold[] = [];
    for (const { item } of group.filter(({ lane }) => lane >= kept)) {
      const last = folds.at(-1);
      if (last && item.start < Math.min(last.end, last.start + 60)) {
        last.items.push(item);
        last.end = Math.max(last.end, endOf(item));
      } else {
        if (last) last.end = Math.min(last.end, item.start);
        folds.push({ start: item.start, end: endOf(item), items: [item] });
      }
    }
    const isAlone = ({ items: [item, other], end }: Fold) => item && !other && end === endOf(item);
    const isWider = folds.some(isAlone);
    const lanes = kept + (folds.length === 0 ? 0 : isWider ? 1 : foldShare);
    const foldedFrom = (fold: Fold) => kept + (isWider && !isAlone(fold) ? 1 - foldShare : 0);
    const laneOf = ({ item, lane }: InLane<Item>) => {
      const fold = folds.find(({ items }) => items.includes(item));
      return fold ? foldedFrom(fold) : lane;
    };
    const freeFrom = ({ item, lane }: InLane<Item>) =>
      Math.min(
        lanes,
        ...group
          .filter(({ item: other }) => other.start < endOf(item) && item.start < endOf(other))
          .map(laneOf)
          .filter((other) => other > lane),
      );
    for (const placed of group.filter(({ lane }) => lane < kept))
      events.push({ ...placed, lanes, span: freeFrom(placed) - placed.lane });
    for (const fold of folds) {
      const place = { lane: foldedFrom(fold), lanes };
      if (isAlone(fold)) events.push(...fold.items.map((item) => ({ item, ...place, span: 1 })));
      else folded.push({ ...fold, ...place });
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
