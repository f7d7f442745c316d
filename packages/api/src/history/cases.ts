import type { ErrorCode } from "../error/definitions.ts";
import type { RecordId } from "../field/ids.ts";
import { anyVersion, type Callers, type Case, someday, wrongIds } from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { DiffVersions, ListVersions, RecordAsOf, RevertRecord } from "./schema.ts";

type Kind<Of extends RecordId> = {
  readers: Callers;
  editors: Callers;
  foreign: ErrorCode | { shared: string };
  id: (world: World) => Of;
  removedId: (world: World) => Of;
  subjects: (world: World) => string[];
};

/** The rows of the history of one kind of record. */
export const historyCases = <Of extends RecordId>({
  readers,
  editors,
  foreign,
  id,
  removedId,
  subjects,
}: Kind<Of>) => ({
  history: {
    allowed: readers,
    input: (world: World) => ({ id: id(world) }),
    foreign,
    subjects,
    variants: [
      ...wrongIds(),
      (world) => ({ id: removedId(world), limit: 1 }),
      (world) => ({ id: removedId(world), limit: 0, cursor: "x" }),
    ],
  } satisfies Case<Partial<ListVersions<Of>> & { id: Of }>,
  asOf: {
    allowed: readers,
    input: (world: World) => ({ id: id(world), at: someday }),
    foreign,
    subjects,
    variants: [
      (world) => ({ id: id(world), at: "2999-01-01T00:00:00+01:00" }),
      ...wrongIds({ at: "2999-01-01T00:00:00+01:00" }),
      (world) => ({ id: id(world), at: "2001-01-01T00:00:00Z" }),
      (world) => ({ id: removedId(world), at: someday }),
      (world) => ({ id: id(world), at: "yesterday" }),
    ],
  } satisfies Case<RecordAsOf<Of>>,
  diff: {
    allowed: readers,
    input: (world: World) => ({ id: id(world), from: 1 }),
    foreign,
    subjects,
    variants: [
      ...wrongIds({ from: 1 }),
      (world) => ({ id: removedId(world), from: 1, to: 2 }),
      (world) => ({ id: id(world), from: 1, to: 7 }),
      (world) => ({ id: id(world), from: 0 }),
    ],
  } satisfies Case<DiffVersions<Of>>,
  revert: {
    allowed: editors,
    input: (world: World) => ({ id: id(world), version: 1, ...anyVersion }),
    foreign,
    subjects,
    entry: { unchanged: true },
    variants: [
      ...wrongIds({ version: 1, ...anyVersion }),
      (world) => ({ id: id(world), version: 1, expectedVersion: 9 }),
      (world) => ({ id: id(world), version: 7, ...anyVersion }),
    ],
  } satisfies Case<RevertRecord<Of>>,
});
