import type { ErrorCode } from "../error/definitions.ts";
import { anyVersion, type Callers, type Case, someday } from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { DiffVersions, ListVersions, RecordAsOf, RevertRecord } from "./schema.ts";

type Kind = {
  readers: Callers;
  editors: Callers;
  foreign: ErrorCode | { shared: string };
  id: (world: World) => string;
  subjects: (world: World) => string[];
};

/** The rows of the history of one kind of record. */
export const historyCases = ({ readers, editors, foreign, id, subjects }: Kind) => ({
  history: {
    allowed: readers,
    input: (world: World) => ({ id: id(world) }),
    foreign,
    subjects,
  } satisfies Case<Partial<ListVersions> & { id: string }>,
  asOf: {
    allowed: readers,
    input: (world: World) => ({ id: id(world), at: someday }),
    foreign,
    subjects,
  } satisfies Case<RecordAsOf>,
  diff: {
    allowed: readers,
    input: (world: World) => ({ id: id(world), from: 1 }),
    foreign,
    subjects,
  } satisfies Case<DiffVersions>,
  revert: {
    allowed: editors,
    input: (world: World) => ({ id: id(world), version: 1, ...anyVersion }),
    foreign,
    subjects,
    entry: { unchanged: true },
  } satisfies Case<RevertRecord>,
});
