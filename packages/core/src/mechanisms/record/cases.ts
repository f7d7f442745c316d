import {
  anyVersion,
  type Callers,
  createdRecord,
  nothing,
  someday,
  unknownId,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import { type AnyId, asId, type UnknownId } from "../../kernel/field/ids.ts";

type Listed<Given, Changes> = {
  notFound: ErrorCode;
  readers: Callers;
  managers: Callers;
  /** Input fields of a create, and of an update. */
  given: Given;
  changes: Changes;
};

type Known<Of extends AnyId> = {
  id: (fixture: Fixture) => Of | Promise<Of>;
  /** The subjects of the audit's entry. Default: the id. */
  subjects?: (fixture: Fixture, created: string) => string[] | Promise<string[]>;
  /** A record of the filled database, and a page's cursor. */
  planned: (fixture: PlanFixture) => { id: Of; cursor: string };
};

/** Cases of a practice's list, with a record of the fixtures. */
export function listRows<Of extends AnyId, Given extends object, Changes extends object>({
  id,
  subjects,
  planned,
  notFound: foreign,
  readers,
  managers,
  given,
  changes,
}: Listed<Given, Changes> & Known<Of>) {
  const of = async (fixture: Fixture) => ({ id: await id(fixture) });
  const plannedWith =
    <More extends object>(more: More) =>
    (fixture: PlanFixture) => ({ id: planned(fixture).id, ...more });
  const about = { foreign, subjects: subjects ?? (async (fixture: Fixture) => [await id(fixture)]) };
  const read = { allowed: readers, ...about };
  const change = { allowed: managers, ...about };
  return {
    list: {
      ...read,
      input: async (fixture: Fixture) => {
        await id(fixture);
        return {};
      },
      foreign: "unseen",
      variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
      plans: [{}, { input: (fixture: PlanFixture) => ({ cursor: planned(fixture).cursor }) }],
    },
    byId: {
      ...read,
      input: of,
      variants: wrongIds(),
      plans: [{ input: plannedWith({}) }, unknownTo<Of>(foreign)],
    },
    create: {
      allowed: managers,
      input: () => given,
      foreign: "unseen",
      subjects: subjects ?? createdRecord,
      variants: [nothing, () => ({ ...given, name: "" })],
      plans: [{ input: () => given }],
    },
    update: {
      ...change,
      input: async (fixture: Fixture) => ({ ...(await of(fixture)), ...anyVersion, ...changes }),
      variants: [
        ...wrongIds({ ...anyVersion, ...changes }),
        async (fixture: Fixture) => ({ ...(await of(fixture)), expectedVersion: 9, ...changes }),
      ],
      plans: [{ input: plannedWith({ ...anyVersion, ...changes }) }],
    },
    remove: {
      ...change,
      input: async (fixture: Fixture) => ({ ...(await of(fixture)), ...anyVersion }),
      variants: [
        ...wrongIds(anyVersion),
        async (fixture: Fixture) => ({ ...(await of(fixture)), expectedVersion: 9 }),
      ],
      plans: [{ input: plannedWith(anyVersion) }],
    },
  } as const;
}

const longAgo = { at: "2001-01-01T00:00:00Z" };

/**
 * Cases of a list with a history. Its fixtures have no record, so one is created on demand. Plans use an unknown id.
 */
export function listCases<Given extends object, Changes extends object>({
  feature,
  ...list
}: Listed<Given, Changes> & { feature: string } & Pick<Known<UnknownId>, "subjects">) {
  const id = (fixture: Fixture) => fixture.recordOf(feature);
  const of = async (fixture: Fixture) => ({ id: await id(fixture) });
  const rows = listRows({ ...list, id, planned: () => ({ id: asId<UnknownId>(unknownId), cursor: "" }) });
  const { subjects } = rows.byId;
  const { readers, notFound: foreign } = list;
  const read = { allowed: readers, foreign, subjects };
  const unknownWith = <More extends object>(more: More) => ({
    input: () => ({ id: asId<UnknownId>(unknownId), ...more }),
    refused: foreign,
  });
  return {
    ...rows,
    list: { ...rows.list, plans: [{}] },
    byId: { ...rows.byId, plans: [unknownWith({})] },
    update: { ...rows.update, plans: [unknownWith({ ...anyVersion, ...list.changes })] },
    remove: { ...rows.remove, plans: [unknownWith(anyVersion)] },
    history: { ...read, input: of, variants: wrongIds(), plans: [unknownWith({})] },
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

/**
 * Cases of a list about patients.
 * @public
 */
export function patientListCases<Given extends object, Changes extends object>(
  list: Listed<Given, Changes> & { feature: string },
) {
  const { feature, given } = list;
  const subjects = async (fixture: Fixture) => [await fixture.recordOf(feature), fixture.patient];
  const rows = listCases({ ...list, subjects });
  const unknownPatient = asId<UnknownId>(unknownId);
  return {
    ...rows,
    list: {
      ...rows.list,
      variants: [
        ...rows.list.variants,
        ({ patient }: Fixture) => ({ patientId: patient }),
        () => ({ patientId: unknownId }),
      ],
      plans: [{}, { input: ({ patientId }: PlanFixture) => ({ patientId }) }],
    },
    create: {
      ...rows.create,
      input: ({ patient }: Fixture) => ({ ...given, patientId: patient }),
      foreign: "PATIENT_NOT_FOUND",
      subjects: ({ patient }: Fixture, created: string) => [created, patient],
      variants: [nothing, () => ({ ...given, patientId: unknownId })],
      plans: [
        { input: ({ patientId }: PlanFixture) => ({ ...given, patientId }) },
        { input: () => ({ ...given, patientId: unknownPatient }), refused: "PATIENT_NOT_FOUND" },
      ],
    },
  } as const;
}
