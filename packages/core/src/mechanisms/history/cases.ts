import {
  anyVersion,
  type Callers,
  type Case,
  reading,
  someday,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import { filledCounts, type PlanFixture } from "@caretype/test-api/plan-fixture";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import type { AnyId } from "../../kernel/field/ids.ts";
import type { DiffVersions, ListVersions, RecordAsOf, RevertRecord } from "./schema.ts";

type Kind<Of extends AnyId> = {
  readers: Callers;
  editors: Callers;
  foreign: ErrorCode | { shared: string };
  id: (fixture: Fixture) => Of;
  removedId: (fixture: Fixture) => Of;
  subjects: (fixture: Fixture) => string[];
  plans: {
    /** A record with many versions. */
    id: (fixture: PlanFixture) => Of;
    removedId: (fixture: PlanFixture) => Of;
    notFound: ErrorCode;
  };
};

const since = reading(2 * filledCounts.versions, "skips the versions since then");

/** The cases of the history procedures of one kind of record. */
export const historyCases = <Of extends AnyId>({
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
    input: (fixture: Fixture) => ({ id: id(fixture) }),
    foreign,
    subjects,
    variants: [
      ...wrongIds(),
      (fixture) => ({ id: removedId(fixture), limit: 1 }),
      (fixture) => ({ id: removedId(fixture), limit: 0, cursor: "x" }),
    ],
    plans: [
      { input: (fixture) => ({ id: plans.id(fixture) }) },
      { input: (fixture) => ({ id: plans.id(fixture), cursor: fixture.versions.cursor, limit: 10 }) },
      { input: (fixture) => ({ id: plans.removedId(fixture), limit: 200 }) },
      unknownTo<Of>(plans.notFound),
    ],
  } satisfies Case<Partial<ListVersions<Of>> & { id: Of }>,
  asOf: {
    allowed: readers,
    input: (fixture: Fixture) => ({ id: id(fixture), at: someday }),
    foreign,
    subjects,
    variants: [
      (fixture) => ({ id: id(fixture), at: "2999-01-01T00:00:00+01:00" }),
      ...wrongIds({ at: "2999-01-01T00:00:00+01:00" }),
      (fixture) => ({ id: id(fixture), at: "2001-01-01T00:00:00Z" }),
      (fixture) => ({ id: removedId(fixture), at: someday }),
      (fixture) => ({ id: id(fixture), at: "yesterday" }),
    ],
    plans: [
      { input: (fixture) => ({ id: plans.id(fixture), at: fixture.versions.at }) },
      { input: (fixture) => ({ id: plans.id(fixture), at: someday }) },
      {
        input: (fixture) => ({ id: plans.id(fixture), at: "2001-01-01T00:00:00Z" }),
        refused: "NOT_THERE_THEN",
      },
      { input: (fixture) => ({ id: plans.removedId(fixture), at: someday }), refused: "NOT_THERE_THEN" },
    ],
  } satisfies Case<RecordAsOf<Of>>,
  diff: {
    allowed: readers,
    input: (fixture: Fixture) => ({ id: id(fixture), from: 1 }),
    foreign,
    subjects,
    variants: [
      ...wrongIds({ from: 1 }),
      (fixture) => ({ id: removedId(fixture), from: 1, to: 2 }),
      (fixture) => ({ id: id(fixture), from: 1, to: 7 }),
      (fixture) => ({ id: id(fixture), from: 0 }),
    ],
    plans: [
      { input: (fixture) => ({ id: plans.id(fixture), from: 3 }), ...since },
      { input: (fixture) => ({ id: plans.id(fixture), from: 3, to: 9 }), ...since },
      {
        input: (fixture) => ({ id: plans.id(fixture), from: 1, to: 999 }),
        refused: "VERSION_NOT_FOUND",
        ...since,
      },
    ],
  } satisfies Case<DiffVersions<Of>>,
  revert: {
    allowed: editors,
    input: (fixture: Fixture) => ({ id: id(fixture), version: 1, ...anyVersion }),
    foreign,
    subjects,
    entry: { unchanged: true },
    variants: [
      ...wrongIds({ version: 1, ...anyVersion }),
      (fixture) => ({ id: id(fixture), version: 1, expectedVersion: 9 }),
      (fixture) => ({ id: id(fixture), version: 7, ...anyVersion }),
    ],
    plans: [{ input: (fixture) => ({ id: plans.id(fixture), version: 3, ...anyVersion }), ...since }],
  } satisfies Case<RevertRecord<Of>>,
});

type Read<Of extends AnyId> = {
  readers: Callers;
  of: (fixture: Fixture) => Promise<{ id: Of }>;
  planned: (fixture: PlanFixture) => { id: Of };
  about: { foreign: ErrorCode; subjects: (fixture: Fixture) => Promise<string[]> };
};

/** The rows of a history from which nothing is reverted. */
export function historyRows<Of extends AnyId>({ readers, of, planned, about }: Read<Of>) {
  const read = { ...about, allowed: readers };
  const longAgo = { at: "2001-01-01T00:00:00Z" };
  return {
    history: {
      ...read,
      input: of,
      variants: [...wrongIds(), async (fixture: Fixture) => ({ ...(await of(fixture)), limit: 1 })],
      plans: [
        { input: planned },
        { input: (fixture: PlanFixture) => ({ ...planned(fixture), limit: 10 }) },
        unknownTo<Of>(about.foreign),
      ],
    },
    asOf: {
      ...read,
      input: async (fixture: Fixture) => ({ ...(await of(fixture)), at: someday }),
      variants: wrongIds(longAgo),
      plans: [
        { input: (fixture: PlanFixture) => ({ ...planned(fixture), at: someday }) },
        {
          input: (fixture: PlanFixture) => ({ ...planned(fixture), ...longAgo }),
          refused: "NOT_THERE_THEN",
        },
      ],
    },
    diff: {
      ...read,
      input: async (fixture: Fixture) => ({ ...(await of(fixture)), from: 1 }),
      variants: wrongIds({ from: 1 }),
      plans: [
        { input: (fixture: PlanFixture) => ({ ...planned(fixture), from: 1 }) },
        {
          input: (fixture: PlanFixture) => ({ ...planned(fixture), from: 1, to: 9 }),
          refused: "VERSION_NOT_FOUND",
        },
      ],
    },
  } as const;
}
