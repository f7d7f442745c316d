import { reading } from "./case.ts";
import type { Cursors, PlanFixture } from "./plan-fixture.ts";

// Shared plans for lists of people.

type CursorsOf = (fixture: PlanFixture) => Cursors;

/** The first page, and one in the middle of the list. */
const bothPages = <Sort extends keyof Cursors>(sort: Sort, cursors: CursorsOf) =>
  [
    { input: () => ({ sort }) },
    { input: (fixture: PlanFixture) => ({ sort, cursor: cursors(fixture)[sort] }) },
  ] as const;

export const everySort = (cursors: CursorsOf) =>
  [
    ...bothPages("newest", cursors),
    ...bothPages("oldest", cursors),
    ...bothPages("name", cursors),
    ...bothPages("updated", cursors),
  ] as const;

export const everyTenth = reading(2_000, "every tenth person matches");
export const halfMatch = reading(300, "every second person matches: the others are skipped in the index");
