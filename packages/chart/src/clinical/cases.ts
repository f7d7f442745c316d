import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { asId, type ClinicalId, type EncounterId } from "@caretype/core/kernel/field/ids";
import { historyRows } from "@caretype/core/mechanisms/history/cases";
import {
  anyVersion,
  clinical,
  clinicalReaders,
  reading,
  type TestInput,
  unknownId,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Chart, Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";

type Kind<Id extends ClinicalId> = {
  id: (chart: Chart) => Id;
  cursor: (chart: PlanFixture["chart"]) => string;
  notFound: ErrorCode;
};

/** Common to all rows of a kind: its record, and the audit subjects of a call. */
const commonOf = <Id extends ClinicalId>({ id, notFound }: Kind<Id>) => ({
  of: async ({ chart }: Fixture) => ({ id: id(await chart()) }),
  planned: ({ chart }: PlanFixture) => ({ id: id(chart) }),
  about: {
    foreign: notFound,
    subjects: async ({ chart, patient }: Fixture) => [id(await chart()), patient],
  },
});

function readRows<Id extends ClinicalId>(kind: Kind<Id>) {
  const { of, about } = commonOf(kind);
  const ofPatient = ({ encounters }: PlanFixture) => ({ patientId: encounters.patientId });
  const read = { ...about, allowed: clinicalReaders, input: of };
  return {
    list: {
      ...about,
      allowed: clinicalReaders,
      input: async ({ chart, patient }: Fixture) => {
        await chart();
        return { patientId: patient };
      },
      foreign: "PATIENT_NOT_FOUND",
      variants: [
        ({ patient }: Fixture) => ({ patientId: patient, inError: true, limit: 1 }),
        () => ({ patientId: unknownId }),
        () => ({ limit: 0, cursor: "x" }),
      ],
      plans: [
        { input: ofPatient },
        { input: (fixture: PlanFixture) => ({ ...ofPatient(fixture), cursor: kind.cursor(fixture.chart) }) },
        {
          input: (fixture: PlanFixture) => ({
            ...ofPatient(fixture),
            encounterId: fixture.encounters.finished,
          }),
          ...reading(400, "the patient's records"),
        },
      ],
    },
    byId: {
      ...read,
      variants: wrongIds(),
      plans: [{ input: commonOf(kind).planned }, unknownTo<Id>(kind.notFound)],
    },
    ...historyRows({ ...commonOf(kind), readers: clinicalReaders }),
  } as const;
}

const wrong = { ...anyVersion, reason: "Palpitations" };

/** The rows of procedures that every kind of record has. `given` is the fields of a new record. */
export function recordCases<Id extends ClinicalId, Given extends object>(kind: Kind<Id>, given: Given) {
  const { of, planned, about } = commonOf(kind);
  const change = {
    ...about,
    allowed: clinical,
    variants: [
      ...wrongIds(anyVersion),
      async (fixture: Fixture) => ({ ...(await of(fixture)), expectedVersion: 9 }),
    ],
  };
  const refused: TestInput[] = [
    () => ({ patientId: unknownId, ...given }),
    ({ patient }) => ({ patientId: patient, encounterId: unknownId, ...given }),
    async ({ other, encounters }) => ({
      patientId: other,
      encounterId: (await encounters()).current,
      ...given,
    }),
    ({ patient }) => ({ patientId: patient, ...given, onDuplicates: "refuse" }),
  ];
  const inEncounter = ({ encounters: { patientId, current } }: PlanFixture) => ({
    patientId,
    encounterId: current,
    ...given,
  });
  return {
    change,
    ...readRows(kind),
    create: {
      allowed: clinical,
      input: async ({ patient, encounters }: Fixture) => {
        const { current } = await encounters();
        return { patientId: patient, encounterId: current, ...given };
      },
      probe: ({ patient }: Fixture) => ({ patientId: patient, ...given }),
      foreign: "PATIENT_NOT_FOUND",
      subjects: async ({ patient, encounters }: Fixture, created: string) => [
        created,
        patient,
        (await encounters()).current,
      ],
      variants: refused,
      plans: [
        { input: inEncounter },
        {
          input: (fixture: PlanFixture) => ({ ...inEncounter(fixture), onDuplicates: "refuse" as const }),
          ...reading(400, "the patient's records of the kind"),
        },
        {
          input: (fixture: PlanFixture) => ({
            ...inEncounter(fixture),
            encounterId: asId<EncounterId>(unknownId),
          }),
          refused: "ENCOUNTER_NOT_FOUND",
        },
      ],
    },
    enterInError: {
      ...change,
      input: async (fixture: Fixture) => ({ ...(await of(fixture)), ...wrong }),
      variants: [...wrongIds(wrong), async (fixture: Fixture) => ({ ...(await of(fixture)), ...anyVersion })],
      plans: [{ input: (fixture: PlanFixture) => ({ ...planned(fixture), ...wrong }) }],
    },
  } as const;
}
