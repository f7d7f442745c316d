import type { ErrorCode } from "../../kernel/error/definitions.ts";
import { asId, type UnknownId } from "../../kernel/field/ids.ts";
import {
  anyVersion,
  type Callers,
  createdRecord,
  nothing,
  someday,
  unknownId,
  unknownTo,
  wrongIds,
} from "../../testing/case.ts";
import type { Fixture } from "../../testing/fixture.ts";

type Listed<Given, Changes> = {
  feature: string;
  notFound: ErrorCode;
  readers: Callers;
  managers: Callers;
  /** The fields of a new record, and of a change. */
  given: Given;
  changes: Changes;
};

const longAgo = { at: "2001-01-01T00:00:00Z" };

/** The rows of a list of a practice whose record's id is a subject of the audit, and of its history. */
export function listCases<Given extends object, Changes extends object>({
  feature,
  notFound: foreign,
  readers,
  managers,
  given,
  changes,
}: Listed<Given, Changes>) {
  const of = async (fixture: Fixture) => ({ id: await fixture.made(feature) });
  const subjects = async (fixture: Fixture) => [await fixture.made(feature)];
  const read = { allowed: readers, foreign, subjects };
  const change = { allowed: managers, foreign, subjects };
  const unknown = unknownTo<UnknownId>(foreign);
  const unknownWith = <More extends object>(more: More) => ({
    input: () => ({ id: asId<UnknownId>(unknownId), ...more }),
    refused: foreign,
  });
  return {
    list: {
      ...read,
      input: async (fixture: Fixture) => {
        await fixture.made(feature);
        return {};
      },
      foreign: "unseen",
      variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
      plans: [{}],
    },
    byId: { ...read, input: of, variants: wrongIds(), plans: [unknown] },
    create: {
      allowed: managers,
      input: () => given,
      foreign: "unseen",
      subjects: createdRecord,
      variants: [nothing],
      plans: [{ input: () => given }],
    },
    update: {
      ...change,
      input: async (fixture: Fixture) => ({ ...(await of(fixture)), ...anyVersion, ...changes }),
      variants: [
        ...wrongIds({ ...anyVersion, ...changes }),
        async (fixture: Fixture) => ({ ...(await of(fixture)), expectedVersion: 9, ...changes }),
      ],
      plans: [unknownWith({ ...anyVersion, ...changes })],
    },
    remove: {
      ...change,
      input: async (fixture: Fixture) => ({ ...(await of(fixture)), ...anyVersion }),
      variants: [
        ...wrongIds(anyVersion),
        async (fixture: Fixture) => ({ ...(await of(fixture)), expectedVersion: 9 }),
      ],
      plans: [unknownWith(anyVersion)],
    },
    history: { ...read, input: of, variants: wrongIds(), plans: [unknown] },
    asOf: {
      ...read,
      input: async (fixture: Fixture) => ({ ...(await of(fixture)), at: someday }),
      variants: wrongIds(longAgo),
      plans: [unknownWith(longAgo)],
    },
    diff: {
      ...read,
      input: async (fixture: Fixture) => ({ ...(await of(fixture)), from: 1 }),
      variants: wrongIds({ from: 1 }),
      plans: [unknownWith({ from: 1 })],
    },
  } as const;
}
