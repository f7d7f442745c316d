import { asId } from "@caretype/core/kernel/field/ids";
import {
  anyVersion,
  type CasesOf,
  clinical,
  owners,
  reading,
  someday,
  unknownId,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import type { noteDraftRouter } from "./router.ts";

const foreign = "NOTE_DRAFT_NOT_FOUND";
const anyHash = { hash: "0".repeat(64) };
const words = { kind: "Quux", text: "Palpitations" };

const of = async ({ notes }: Fixture) => ({ id: (await notes()).draft });
const planned = ({ notes }: PlanFixture) => ({ id: notes.draft });

const subjects = async ({ notes, patient, encounters }: Fixture) => [
  (await notes()).draft,
  patient,
  (await encounters()).current,
];

/** An input for the draft, with more fields. */
const ofDraft =
  <More extends object>(more: More) =>
  async (fixture: Fixture) => ({ ...(await of(fixture)), ...more });

export const noteDraftCases = {
  list: {
    allowed: clinical,
    input: async ({ notes, patient }) => {
      await notes();
      return { patientId: patient };
    },
    foreign: "unseen",
    subjects,
    variants: [
      async ({ notes }) => {
        await notes();
        return { limit: 1 };
      },
      () => ({ patientId: unknownId }),
      () => ({ limit: 0, cursor: "x" }),
    ],
    plans: [
      {},
      { input: ({ notes }) => ({ cursor: notes.draftCursor }) },
      {
        input: ({ encounters }) => ({ patientId: encounters.patientId }),
        ...reading(700, "the caller's drafts"),
      },
    ],
  },
  byId: {
    allowed: clinical,
    input: of,
    foreign,
    subjects,
    variants: wrongIds(),
    plans: [{ input: planned }, unknownTo(foreign)],
  },
  create: {
    allowed: clinical,
    input: async ({ patient, encounters }) => {
      const { current } = await encounters();
      return { patientId: patient, encounterId: current, ...words };
    },
    probe: ({ patient }) => ({ patientId: patient, ...words }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: async ({ patient, encounters }, created) => [created, patient, (await encounters()).current],
    variants: [
      () => ({ patientId: unknownId, ...words }),
      ({ patient }) => ({ patientId: patient, encounterId: unknownId, ...words }),
      async ({ other, encounters }) => ({ patientId: other, encounterId: (await encounters()).current }),
      ({ patient }) => ({ patientId: patient, recordedAt: someday }),
      ({ patient }) => ({ patientId: patient, kind: "", text: 1 }),
    ],
    plans: [
      {
        input: ({ encounters: { patientId, current } }) => ({ patientId, encounterId: current, ...words }),
      },
    ],
  },
  update: {
    allowed: clinical,
    input: ofDraft({ ...anyVersion, text: "Quux" }),
    foreign,
    subjects,
    variants: [...wrongIds({ ...anyVersion, ...words }), ofDraft({ expectedVersion: 9, text: "Quux" })],
    plans: [{ input: (fixture) => ({ ...planned(fixture), ...anyVersion, text: "New" }) }],
  },
  remove: {
    allowed: clinical,
    input: ofDraft(anyVersion),
    foreign,
    subjects: async ({ notes }) => [(await notes()).draft],
    variants: [...wrongIds(anyVersion), ofDraft({ expectedVersion: 9 })],
    plans: [{ input: (fixture) => ({ ...planned(fixture), ...anyVersion }) }],
  },
  removeAbandoned: {
    allowed: owners,
    input: ({ patient }) => ({ patientId: patient }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: ({ patient }) => [patient],
    // The fixture has no abandoned drafts.
    entry: { unchanged: true },
    variants: [() => ({ patientId: unknownId })],
    plans: [
      {
        input: ({ encounters }) => ({ patientId: encounters.patientId }),
        ...reading(700, "the drafts about the patient"),
      },
      { input: () => ({ patientId: unknownId }), refused: "PATIENT_NOT_FOUND" },
    ],
  },
  review: {
    allowed: clinical,
    input: of,
    foreign,
    subjects: async ({ notes, patient, encounters, doctor }) => [
      (await notes()).draft,
      patient,
      (await encounters()).current,
      doctor,
    ],
    variants: wrongIds(),
    plans: [{ input: planned }, unknownTo(foreign)],
  },
  sign: {
    allowed: clinical,
    input: async ({ notes }) => {
      const { draft: id, draftHash: hash } = await notes();
      return { id, hash };
    },
    foreign,
    subjects: async ({ caller, notes, patient, encounters }, created) => {
      const [signature] = (await caller.note.byId({ id: asId(created) })).signatures;
      return [
        created,
        patient,
        (await encounters()).current,
        (await notes()).signer,
        signature?.id ?? "none",
      ];
    },
    variants: [...wrongIds(anyHash), ofDraft(anyHash), ofDraft({ hash: "x" })],
    plans: [
      { input: ({ notes }) => ({ id: notes.draft, hash: notes.draftHash }) },
      { input: (fixture) => ({ ...planned(fixture), ...anyHash }), refused: "SIGNED_CONTENT_CHANGED" },
    ],
  },
} satisfies CasesOf<typeof noteDraftRouter>;
