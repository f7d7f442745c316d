import type {
  Allergy,
  Client,
  Condition,
  Encounter,
  Immunization,
  Medication,
  Note,
  NoteDraft,
  Observation,
  Patient,
  Procedure,
  RouterInputs,
} from "@caretype/client";

type Input<Feature extends "condition" | "allergy" | "medication" | "immunization" | "procedure"> = Partial<
  RouterInputs[Feature]["create"]
>;

/**
 * Creates clinical records. Each creates its patient, too, unless you pass a patient or an encounter. With an
 * encounter, the record belongs to the encounter's patient.
 */
export type ClinicalFactories = {
  /** In progress, unless you pass a status. Takes the patient and doctor of an appointment. */
  encounter(fields?: Partial<RouterInputs["encounter"]["create"]>): Promise<Encounter>;
  condition(fields?: Input<"condition">): Promise<Condition>;
  allergy(fields?: Input<"allergy">): Promise<Allergy>;
  /** A vital sign, unless you pass a code, a value or components. */
  observation(fields?: Partial<RouterInputs["observation"]["create"]>): Promise<Observation>;
  medication(fields?: Input<"medication">): Promise<Medication>;
  immunization(fields?: Input<"immunization">): Promise<Immunization>;
  procedure(fields?: Input<"procedure">): Promise<Procedure>;
  /** An unsigned note of the owner. Only the owner sees it. */
  noteDraft(fields?: Partial<RouterInputs["noteDraft"]["create"]>): Promise<NoteDraft>;
  /** A note signed by the owner. Links the owner to a new doctor, unless they are linked to one. */
  note(fields?: Partial<RouterInputs["noteDraft"]["create"]>): Promise<Note>;
};

type Random = {
  /** From 0 inclusive to `end` exclusive. */
  below(end: number): number;
  pick<Item>(items: readonly Item[]): Item;
};

export type ClinicalHost = {
  client: Client;
  random: Random;
  /** The server's time, in milliseconds since 1970. */
  now(): number;
  patient(): Promise<Pick<Patient, "id">>;
  /** Links the owner to a doctor, unless they are linked to one. */
  linkOwner(): Promise<void>;
};

type OfPatient = { patientId?: Patient["id"] | undefined; encounterId?: Encounter["id"] | null | undefined };
type NewObservation = RouterInputs["observation"]["create"];

const dayMilliseconds = 86_400_000;
const hourMilliseconds = 3_600_000;

const reasons = ["Check-up", "Cough", "Back pain", "Rash", "Headache"];
const problems = ["Asthma", "Hypertension", "Type 2 diabetes", "Migraine", "Hay fever"];
const substances = ["Penicillin", "Peanuts", "Latex", "Grass pollen", "Bee venom"];
const drugs = ["Ibuprofen 400 mg", "Metformin 500 mg", "Salbutamol inhaler", "Amlodipine 5 mg"];
const vaccines = ["Influenza", "Tetanus", "Hepatitis B", "Measles, mumps and rubella"];
const operations = ["Wound suture", "Electrocardiogram", "Removal of a mole", "Spirometry"];
const texts = ["Coughs since Monday. Lungs clear.", "Feels better. No fever.", "Back pain after lifting."];

const loinc = (code: string, display: string) => ({ coding: { system: "http://loinc.org", code, display } });
const quantity = (number: number | string, unit: string) =>
  ({ kind: "quantity", number: String(number), unit }) as const;

/** Vital signs of a healthy adult. */
const vitalSigns: ((random: Random) => Pick<NewObservation, "code" | "value" | "components">)[] = [
  (random) => ({
    code: loinc("85354-9", "Blood pressure"),
    components: [
      {
        code: loinc("8480-6", "Systolic blood pressure"),
        value: quantity(105 + random.below(30), "mm[Hg]"),
      },
      {
        code: loinc("8462-4", "Diastolic blood pressure"),
        value: quantity(65 + random.below(20), "mm[Hg]"),
      },
    ],
  }),
  (random) => ({
    code: loinc("8867-4", "Heart rate"),
    value: quantity(58 + random.below(35), "/min"),
  }),
  (random) => ({
    code: loinc("8310-5", "Body temperature"),
    value: quantity(`36.${2 + random.below(7)}`, "Cel"),
  }),
  (random) => ({
    code: loinc("29463-7", "Body weight"),
    value: quantity(`${52 + random.below(45)}.${random.below(10)}`, "kg"),
  }),
];

/** A new observation with defaults for missing fields. A given value needs no code of another measurement. */
function observed(random: Random, fields: Partial<NewObservation> | undefined) {
  if (fields?.code) return { code: fields.code };
  if (fields?.value || fields?.components) return { code: { text: "Finding" } };
  return { ...random.pick(vitalSigns)(random), category: "vital-signs" } as const;
}

const anHourBefore = (end: number | string) => ({
  startedAt: new Date(new Date(end).getTime() - hourMilliseconds).toISOString(),
});

/** The API requires these besides the status. */
const reasonFor = (status: string | undefined, needsOne: readonly string[]) =>
  needsOne.includes(status ?? "") ? "The patient asked for it" : null;

export function createClinicalFactories(host: ClinicalHost): ClinicalFactories {
  const { client, random, now } = host;
  /** An hour or more ago, in the last five years. */
  const past = () => new Date(now() - hourMilliseconds - random.below(5 * 365) * dayMilliseconds);
  const pastDay = () => past().toISOString().slice(0, 10);
  const keysOf = async (fields: OfPatient | undefined) => {
    if (fields?.patientId) return { patientId: fields.patientId };
    if (!fields?.encounterId) return { patientId: (await host.patient()).id };
    const { patientId } = await client.encounter.byId.query({ id: fields.encounterId });
    return { patientId };
  };
  const noteDraft: ClinicalFactories["noteDraft"] = async (fields) =>
    client.noteDraft.create.mutate({ text: random.pick(texts), ...(await keysOf(fields)), ...fields });

  return {
    noteDraft,
    async note(fields) {
      await host.linkOwner();
      const { id } = await noteDraft(fields);
      const { hash } = await client.noteDraft.review.query({ id });
      return client.noteDraft.sign.mutate({ id, hash });
    },
    async encounter(fields) {
      const reason = { text: random.pick(reasons) };
      const visit = fields?.appointmentId
        ? await client.appointment.byId.query({ id: fields.appointmentId })
        : null;
      const patientId = fields?.patientId ?? visit?.patientId ?? (await host.patient()).id;
      const doctorId = visit?.doctorId ?? null;
      const times = fields?.status === "finished" ? anHourBefore(fields.endedAt ?? now()) : {};
      return client.encounter.create.mutate({ reason, doctorId, ...times, ...fields, patientId });
    },
    async condition(fields) {
      const code = { text: random.pick(problems) };
      const isOver = typeof fields?.abatement === "string";
      const clinicalStatus = isOver ? ("resolved" as const) : ("active" as const);
      return client.condition.create.mutate({ code, clinicalStatus, ...(await keysOf(fields)), ...fields });
    },
    async allergy(fields) {
      const substance = { text: random.pick(substances) };
      return client.allergy.create.mutate({ substance, ...(await keysOf(fields)), ...fields });
    },
    async observation(fields) {
      const found = observed(random, fields);
      return client.observation.create.mutate({ ...found, ...(await keysOf(fields)), ...fields });
    },
    async medication(fields) {
      const drug = { text: random.pick(drugs) };
      const endReason = reasonFor(fields?.status, ["stopped"]);
      return client.medication.create.mutate({ drug, endReason, ...(await keysOf(fields)), ...fields });
    },
    async immunization(fields) {
      const [vaccine, occurred] = [{ text: random.pick(vaccines) }, pastDay()];
      const statusReason = reasonFor(fields?.status, ["not-done"]);
      const given = { vaccine, occurred, statusReason, ...(await keysOf(fields)), ...fields };
      return client.immunization.create.mutate(given);
    },
    async procedure(fields) {
      const code = { text: random.pick(operations) };
      const statusReason = reasonFor(fields?.status, ["not-done", "stopped"]);
      return client.procedure.create.mutate({ code, statusReason, ...(await keysOf(fields)), ...fields });
    },
  };
}
