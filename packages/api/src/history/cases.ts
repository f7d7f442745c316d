import type { ErrorCode } from "../error/definitions.ts";
import type { RecordId } from "../field/ids.ts";
import {
  anyVersion,
  type Callers,
  type Case,
  reading,
  someday,
  unknownTo,
  wrongIds,
} from "../testing/case.ts";
import { filled, type PlanWorld } from "../testing/plan-world.ts";
import type { World } from "../testing/world.ts";
import type { DiffVersions, ListVersions, RecordAsOf, RevertRecord } from "./schema.ts";

type Kind<Of extends RecordId> = {
  readers: Callers;
  editors: Callers;
  foreign: ErrorCode | { shared: string };
  id: (world: World) => Of;
  removedId: (world: World) => Of;
  subjects: (world: World) => string[];
  plans: {
    /** One with many versions. */
    id: (world: PlanWorld) => Of;
    removedId: (world: PlanWorld) => Of;
    notFound: ErrorCode;
  };
};

const since = reading(2 * filled.versions, "the versions since then are passed over");

/** The rows of the history of one kind of record. */
export const historyCases = <Of extends RecordId>({
  readers,
  editors,
  foreign,
  id,
  removedId,
  subjects,
  plans,
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
    plans: [
      { input: (world) => ({ id: plans.id(world) }) },
      { input: (world) => ({ id: plans.id(world), cursor: world.versions.cursor, limit: 10 }) },
      { input: (world) => ({ id: plans.removedId(world), limit: 200 }) },
      unknownTo<Of>(plans.notFound),
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
    plans: [
      { input: (world) => ({ id: plans.id(world), at: world.versions.at }) },
      { input: (world) => ({ id: plans.id(world), at: someday }) },
      {
        input: (world) => ({ id: plans.id(world), at: "2001-01-01T00:00:00Z" }),
        refused: "NOT_THERE_THEN",
      },
      { input: (world) => ({ id: plans.removedId(world), at: someday }), refused: "NOT_THERE_THEN" },
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
    plans: [
      { input: (world) => ({ id: plans.id(world), from: 3 }), ...since },
      { input: (world) => ({ id: plans.id(world), from: 3, to: 9 }), ...since },
      {
        input: (world) => ({ id: plans.id(world), from: 1, to: 999 }),
        refused: "VERSION_NOT_FOUND",
        ...since,
      },
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
    plans: [{ input: (world) => ({ id: plans.id(world), version: 3, ...anyVersion }), ...since }],
  } satisfies Case<RevertRecord<Of>>,
});
