import { historyRows } from "@caretype/core/mechanisms/history/cases";
import {
  type CasesOf,
  clinical,
  clinicalReaders,
  reading,
  unknownId,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import type { noteRouter } from "./router.ts";

const foreign = "NOTE_NOT_FOUND";
const anyHash = { hash: "0".repeat(64) };

const of = async ({ notes }: Fixture) => ({ id: (await notes()).signed });
const planned = ({ notes }: PlanFixture) => ({ id: notes.note });

/** Includes the doctors who signed. */
const subjects = async ({ notes, patient, encounters }: Fixture) => {
  const [{ signed, author }, { current }] = await Promise.all([notes(), encounters()]);
  return [signed, patient, current, author];
};

/** Includes the new signature and its signer. */
const signedSubjects = async (fixture: Fixture) => {
  const { signed, signer } = await fixture.notes();
  const { signatures } = await fixture.caller.note.byId({ id: signed });
  return [...(await subjects(fixture)), signer, signatures.at(-1)?.id ?? "none"];
};

const read = {
  allowed: clinicalReaders,
  input: of,
  foreign,
  subjects,
} as const;

const reason = "Palpitations";
const addendum = { kind: "addendum", text: "Palpitations", reason } as const;

/** The rows of procedures that sign. */
const signing = <More extends object>(more: More) => ({
  allowed: clinical,
  input: async ({ notes }: Fixture) => {
    const { signed: id, signedHash: hash } = await notes();
    return { id, hash, ...more };
  },
  foreign: foreign as typeof foreign,
  subjects: signedSubjects,
  variants: [
    ...wrongIds({ ...anyHash, ...more }),
    async (fixture: Fixture) => ({ ...(await of(fixture)), ...anyHash, ...more }),
    async (fixture: Fixture) => ({ ...(await of(fixture)), ...more, hash: "x" }),
  ],
  plans: [
    {
      input: ({ notes }: PlanFixture) => ({
        id: notes.colleagues,
        hash: notes.colleaguesHash,
        ...more,
      }),
    },
    {
      input: (fixture: PlanFixture) => ({ ...planned(fixture), ...anyHash, ...more }),
      refused: "SIGNED_CONTENT_CHANGED",
      ...reading(50, "the records of the encounter"),
    },
  ] as const,
});

const history = historyRows({ readers: clinicalReaders, of, planned, about: { foreign, subjects } });

export const noteCases = {
  list: {
    ...read,
    input: async ({ notes, patient }) => {
      await notes();
      return { patientId: patient };
    },
    foreign: "PATIENT_NOT_FOUND",
    variants: [
      ({ patient }) => ({ patientId: patient, inError: true, limit: 1 }),
      () => ({ patientId: unknownId }),
      () => ({ limit: 0, cursor: "x" }),
    ],
    plans: [
      { input: ({ encounters: { patientId } }) => ({ patientId }) },
      { input: ({ encounters: { patientId }, notes }) => ({ patientId, cursor: notes.noteCursor }) },
      {
        input: ({ encounters: { patientId, finished } }) => ({ patientId, encounterId: finished }),
        ...reading(400, "the patient's notes"),
      },
    ],
  },
  byId: { ...read, variants: wrongIds(), plans: [{ input: planned }, unknownTo(foreign)] },
  review: {
    ...read,
    subjects: async (fixture) => [...(await subjects(fixture)).slice(0, 3), fixture.doctor],
    variants: wrongIds(),
    plans: [
      { input: planned, ...reading(50, "the records of the encounter") },
      { input: ({ notes }) => ({ id: notes.colleagues }) },
      unknownTo(foreign),
    ],
  },
  verify: {
    ...read,
    subjects: async ({ notes }) => [(await notes()).signed],
    variants: wrongIds(),
    plans: [{ input: planned, ...reading(50, "the records of the encounter") }, unknownTo(foreign)],
  },
  // The owner has signed the note in an encounter.
  sign: { ...signing({}), plans: [signing({}).plans[0]] },
  amend: { ...signing(addendum), variants: [...signing(addendum).variants, of] },
  enterInError: { ...signing({ reason }), variants: [...signing({ reason }).variants, of] },
  ...history,
  diff: { ...history.diff, subjects: async ({ notes, patient }) => [(await notes()).signed, patient] },
} satisfies CasesOf<typeof noteRouter>;
