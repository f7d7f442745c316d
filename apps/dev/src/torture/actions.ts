import type {
  Appointment,
  Assignment,
  Client,
  Doctor,
  Note,
  NoteDraftId,
  NoteId,
  Patient,
  VisitTypeId,
} from "@caretype/client";
import { asId, type UnknownId } from "@caretype/core/kernel/field/ids";
import type { Random } from "@caretype/testing/random";
import type { KnownRecord, KnownRecords } from "./known-records.ts";
import type { RecordType, Seen } from "./ledger.ts";

export type Action = {
  /** The action's name in the audit. */
  name: string;
  target?: KnownRecord;
  expectedVersion?: Change["expectedVersion"];
  /** Facts that a success implies, besides those in its answer. */
  signs?: NoteId;
  /** Sends the call, leaving `mark` in the created or changed record. Resolves to the records of the answer. */
  send(client: Client, mark: string): Promise<Seen[]>;
};

const ofPatient = ({ id, version, medicalHistory: mark }: Patient): Seen => ({
  type: "patient",
  id,
  version,
  mark,
});
const ofDoctor = ({ id, version, contactInfo: mark }: Doctor): Seen => ({
  type: "doctor",
  id,
  version,
  mark,
});
const ofAssignment = ({ id, version, reasonForVisit: mark, patient, doctor }: Assignment): Seen[] => [
  { type: "assignment", id, version, mark },
  ofPatient(patient),
  ofDoctor(doctor),
];

const ofAppointment = ({ id, version, reasonForVisit, cancellationReason }: Appointment): Seen => ({
  type: "appointment",
  id,
  version,
  mark: cancellationReason ?? reasonForVisit,
});

const creations = {
  patient: async (client: Client, medicalHistory: string) => [
    ofPatient(await client.patient.create.mutate({ name: "Ann Lee", gender: "female", medicalHistory })),
  ],
  doctor: async (client: Client, contactInfo: string) => [
    ofDoctor(await client.doctor.create.mutate({ name: "Sam Okafor", contactInfo })),
  ],
};

type Change = { id: UnknownId; expectedVersion: number | "any" };

const updates: Record<RecordType, (client: Client, change: Change, mark: string) => Promise<Seen[]>> = {
  patient: async (client, change, medicalHistory) => [
    ofPatient(await client.patient.update.mutate({ ...change, medicalHistory })),
  ],
  doctor: async (client, change, contactInfo) => [
    ofDoctor(await client.doctor.update.mutate({ ...change, contactInfo })),
  ],
  assignment: async (client, change, reasonForVisit) =>
    ofAssignment(await client.assignment.update.mutate({ ...change, reasonForVisit })),
  appointment: async (client, change, reason) => [
    ofAppointment(await client.appointment.cancel.mutate({ ...change, reason })),
  ],
};

/** Appointments are not removed. */
type Removable = Exclude<RecordType, "appointment">;
const isRemovable = (record: KnownRecord): record is KnownRecord & { type: Removable } =>
  record.type !== "appointment";

const restorations: Record<Removable, (client: Client, id: UnknownId) => Promise<Seen[]>> = {
  patient: async (client, id) => [ofPatient(await client.patient.restore.mutate({ id }))],
  doctor: async (client, id) => [ofDoctor(await client.doctor.restore.mutate({ id }))],
  assignment: async (client, id) => ofAssignment(await client.assignment.restore.mutate({ id })),
};

const readings: Record<RecordType, (client: Client, id: UnknownId) => Promise<Seen[]>> = {
  patient: async (client, id) => [ofPatient(await client.patient.byId.query({ id }))],
  doctor: async (client, id) => [ofDoctor(await client.doctor.byId.query({ id }))],
  assignment: async (client, id) => ofAssignment(await client.assignment.byId.query({ id })),
  appointment: async (client, id) => [ofAppointment(await client.appointment.byId.query({ id }))],
};

/** Chooses the next action: on a known record, or a creation if there are too few. */
export function chooseAction(random: Random, known: KnownRecords): Action {
  const dice = random.next();
  const target = known.pick(random);
  const [patient, doctor] = [known.pick(random, "patient"), known.pick(random, "doctor")];
  if (dice < 0.06 && patient && doctor) return assign(patient, doctor);
  if (dice < 0.12 && patient && doctor)
    return book(random, { patient, doctor, visitTypeId: known.visitTypeId });
  const noted = dice < 0.2 ? noteAction(dice, { random, known, patient }) : undefined;
  if (noted) return noted;
  if (dice < 0.28 || !target) return create(random.chance(0.7) ? "patient" : "doctor");
  if (dice < 0.54) return update(target, expectedVersionOf(target, random));
  if (dice < 0.66 && isRemovable(target)) return remove(target, expectedVersionOf(target, random));
  const removed = dice < 0.77 ? known.takeRemoved(random) : undefined;
  if (removed && isRemovable(removed)) return restore(removed);
  return dice < 0.93 ? read(target) : listPatients;
}

type Noting = { random: Random; known: KnownRecords; patient: KnownRecord | undefined };

/** Creates, signs or amends a note. Undefined if there is no note to sign or amend. */
function noteAction(dice: number, { random, known, patient }: Noting): Action | undefined {
  if (dice < 0.15) return patient && begin(patient);
  const draft = dice < 0.18 ? known.takeDraft(random) : undefined;
  if (draft) return sign(draft);
  const note = known.pickNote(random);
  return note && amend(note);
}

const begin = ({ id }: KnownRecord): Action => ({
  name: "noteDraft.create",
  send: async (client, text) => {
    const draft = await client.noteDraft.create.mutate({ patientId: asId(id), text });
    return [{ type: "draft", id: draft.id, version: 1, mark: draft.text }];
  },
});

/** Requests other than the last are reviews, which change nothing. */
const sign = (draft: NoteDraftId): Action => ({
  name: "noteDraft.sign",
  signs: asId(draft),
  send: async (client) => {
    const { hash } = await client.noteDraft.review.query({ id: draft });
    return ofNote(await client.noteDraft.sign.mutate({ id: draft, hash }), null);
  },
});

const amend = (id: NoteId): Action => ({
  name: "note.amend",
  send: async (client, text) => {
    const { hash } = await client.note.review.query({ id });
    return ofNote(await client.note.amend.mutate({ id, hash, text, reason: "Torture" }), text);
  },
});

/** The signature with this text. Null: the note's own, first signature. */
const ofNote = ({ id: within, text: own, signatures }: Note, added: string | null): Seen[] =>
  signatures
    .filter(({ text }) => text === added)
    .map(({ id, text }) => ({
      type: text === null ? "signature" : "addendum",
      id,
      version: 1,
      mark: text ?? own,
      within,
    }));

const expectedVersionOf = ({ version }: KnownRecord, random: Random) =>
  random.chance(0.9) ? version : "any";

const create = (type: "patient" | "doctor"): Action => ({ name: `${type}.create`, send: creations[type] });

const assign = ({ id: patientId }: KnownRecord, { id: doctorId }: KnownRecord): Action => ({
  name: "assignment.create",
  send: async (client, reasonForVisit) =>
    ofAssignment(
      await client.assignment.create.mutate({
        patientId: asId(patientId),
        doctorId: asId(doctorId),
        reasonForVisit,
      }),
    ),
});

type Visit = { patient: KnownRecord; doctor: KnownRecord; visitTypeId: VisitTypeId };

const minute = 60_000;
const [aDay, aYear] = [1_440, 525_600];

/** Ignores opening hours deliberately. The patient has to be free. */
const book = (random: Random, { patient, doctor, visitTypeId }: Visit): Action => {
  const start = Math.floor(Date.now() / minute) + aDay + random.below(aYear);
  return {
    name: "appointment.book",
    send: async (client, reasonForVisit) => [
      ofAppointment(
        await client.appointment.book.mutate({
          patientId: asId(patient.id),
          doctorId: asId(doctor.id),
          visitTypeId,
          startsAt: new Date(start * minute).toISOString(),
          reasonForVisit,
          overrideReason: "Torture",
        }),
      ),
    ],
  };
};

const update = (target: KnownRecord, expectedVersion: number | "any"): Action => ({
  name: target.type === "appointment" ? "appointment.cancel" : `${target.type}.update`,
  target,
  expectedVersion,
  send: (client, mark) => updates[target.type](client, { id: asId(target.id), expectedVersion }, mark),
});

const remove = (target: KnownRecord & { type: Removable }, expectedVersion: number | "any"): Action => ({
  name: `${target.type}.remove`,
  target,
  expectedVersion,
  send: async (client) => {
    await client[target.type].remove.mutate({ id: asId(target.id), expectedVersion });
    return [];
  },
});

const restore = (target: KnownRecord & { type: Removable }): Action => ({
  name: `${target.type}.restore`,
  target,
  send: (client) => restorations[target.type](client, asId(target.id)),
});

const read = (target: KnownRecord): Action => ({
  name: `${target.type}.byId`,
  target,
  send: (client) => readings[target.type](client, asId(target.id)),
});

const listPatients: Action = {
  name: "patient.list",
  send: async (client) => (await client.patient.list.query({ limit: 10 })).items.map(ofPatient),
};
