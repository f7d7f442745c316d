import type { Span } from "../../../../session/practice-time/wall.ts";

/** An event's lane among overlapping ones. It also takes adjacent free lanes. */
export type InLane<Item> = { item: Item; lane: number; span: number; lanes: number };

/** The strip at an hour's end for events without a lane, narrower than a lane. A single event gets a lane. */
export type Folded<Item> = Span & { items: Item[]; lane: number; lanes: number };

/** As a fraction of a lane's width. */
export const foldShare = 0.4;

type Limits = {
  /** Minimum shown length, in minutes. */
  least: number;
  /** The number of lanes that fit. */
  most: number;
};

/** Assigns overlapping events to lanes, by start. Events without a lane are folded. */
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
