import { reading } from "./case.ts";
import type { Cursors, PlanWorld } from "./plan-world.ts";

// What the plans of lists of people have in common.

type InWorld = (world: PlanWorld) => Cursors;

/** The first page, and one in the middle of the list. */
const bothPages = <Sort extends keyof Cursors>(sort: Sort, cursors: InWorld) =>
  [
    { input: () => ({ sort }) },
    { input: (world: PlanWorld) => ({ sort, cursor: cursors(world)[sort] }) },
  ] as const;

export const everySort = (cursors: InWorld) =>
  [
    ...bothPages("newest", cursors),
    ...bothPages("oldest", cursors),
    ...bothPages("name", cursors),
    ...bothPages("updated", cursors),
  ] as const;

export const commonWord = reading(600, "a third of all people match: the walk ends when the page is full");
export const halfMatch = reading(300, "every second person matches: the others are passed over in the index");
