import { Allergy, CreateAllergy, UpdateAllergy } from "@caretype/chart/allergy/schema";
import { CreateProcedure, Procedure, UpdateProcedure } from "@caretype/chart/clinical-procedure/schema";
import { Condition, CreateCondition, UpdateCondition } from "@caretype/chart/condition/schema";
import { CreateEncounter, Encounter, UpdateEncounter } from "@caretype/chart/encounter/schema";
import { CreateImmunization, Immunization, UpdateImmunization } from "@caretype/chart/immunization/schema";
import { CreateMedication, Medication, UpdateMedication } from "@caretype/chart/medication/schema";
import { CreateObservation, Observation, UpdateObservation } from "@caretype/chart/observation/schema";
import type { DoctorId, PatientId } from "@caretype/core/kernel/field/ids";
import { asId } from "@caretype/core/kernel/field/ids";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { alike, samplesOf, type Values } from "./field-samples.ts";

// Walks the schemas of clinical records, as every-field.test.ts does for people. New fields are tested automatically.

const api = await createTestApi();

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];
let caller: Caller;
let patientId: PatientId;
let doctors: [DoctorId, DoctorId];
beforeAll(async () => {
  ({ caller } = await api.signUp());
  patientId = (await caller.patient.create({ name: "Ann Lee", gender: "female" })).id;
  const [one, other] = [
    await caller.doctor.create({ name: "Bo Ray" }),
    await caller.doctor.create({ name: "Cy Fox" }),
  ];
  doctors = [one.id, other.id];
});

type Version = { changes: Record<string, unknown> };
type Kind = {
  name: string;
  record: z.ZodObject;
  create: z.ZodObject;
  update: z.ZodObject;
  /** Fields that only a new record has, besides its patient and encounter. */
  isOfCreation?: readonly string[];
  /** Fields that may change after the encounter is locked. Default: none. */
  goesOn?: readonly string[];
  /** Values that are valid together: first of a new record, then of its change. */
  chosen?: () => Record<string, readonly [unknown, unknown]>;
  calls: {
    create(values: Values): Promise<{ id: string }>;
    update(values: Values & { id: string }): Promise<object>;
    byId(id: string): Promise<object>;
    history(id: string): Promise<{ items: Version[] }>;
  };
};

const notOwn = ["id", "expectedVersion", "patientId", "encounterId"];
const concept = (text: string) => ({ text, coding: null });

// Ids refer to records that these calls created.
const kinds: Kind[] = [
  {
    name: "an encounter",
    record: Encounter,
    create: CreateEncounter,
    update: UpdateEncounter,
    isOfCreation: ["status"],
    chosen: () => ({
      doctorId: doctors,
      startedAt: ["2020-01-01T10:00:00Z", "2020-01-01T11:00:00Z"],
      endedAt: ["2020-01-01T12:00:00Z", "2020-01-01T13:00:00Z"],
    }),
    calls: {
      create: (values) => caller.encounter.create(CreateEncounter.parse({ ...values, status: "finished" })),
      update: (values) => caller.encounter.update(UpdateEncounter.parse(values)),
      byId: (id) => caller.encounter.byId({ id: asId(id) }),
      history: (id) => caller.encounter.history({ id: asId(id) }),
    },
  },
  {
    name: "a condition",
    record: Condition,
    create: CreateCondition,
    update: UpdateCondition,
    goesOn: ["clinicalStatus", "verificationStatus", "abatement"],
    chosen: () => ({
      clinicalStatus: ["inactive", "resolved"],
      onset: ["2018", "2019-05"],
      abatement: ["2020", "2021-06"],
    }),
    calls: {
      create: (values) => caller.condition.create(CreateCondition.parse(values)),
      update: (values) => caller.condition.update(UpdateCondition.parse(values)),
      byId: (id) => caller.condition.byId({ id: asId(id) }),
      history: (id) => caller.condition.history({ id: asId(id) }),
    },
  },
  {
    name: "an allergy",
    record: Allergy,
    create: CreateAllergy,
    update: UpdateAllergy,
    goesOn: ["clinicalStatus", "verificationStatus"],
    chosen: () => ({
      reactions: [
        [{ manifestation: concept("Rash"), severity: "mild" }],
        [{ manifestation: concept("Cough"), severity: "severe" }],
      ],
    }),
    calls: {
      create: (values) => caller.allergy.create(CreateAllergy.parse(values)),
      update: (values) => caller.allergy.update(UpdateAllergy.parse(values)),
      byId: (id) => caller.allergy.byId({ id: asId(id) }),
      history: (id) => caller.allergy.history({ id: asId(id) }),
    },
  },
  {
    name: "an observation",
    record: Observation,
    create: CreateObservation,
    update: UpdateObservation,
    chosen: () => ({
      value: [
        { kind: "text", text: "clear" },
        { kind: "text", text: "cloudy" },
      ],
      components: [
        [{ code: concept("Colour"), value: { kind: "text", text: "red" }, canonical: null }],
        [{ code: concept("Colour"), value: { kind: "text", text: "blue" }, canonical: null }],
      ],
      referenceRange: [
        { low: null, high: null, text: "clear" },
        { low: "1", high: "2", text: null },
      ],
    }),
    calls: {
      create: (values) => caller.observation.create(CreateObservation.parse(sentOf(values))),
      update: (values) => caller.observation.update(UpdateObservation.parse(sentOf(values))),
      byId: (id) => caller.observation.byId({ id: asId(id) }),
      history: (id) => caller.observation.history({ id: asId(id) }),
    },
  },
  {
    name: "a medication",
    record: Medication,
    create: CreateMedication,
    update: UpdateMedication,
    goesOn: ["status", "until", "endReason", "overrideReason"],
    chosen: () => ({
      status: ["on-hold", "stopped"],
      dose: [
        { number: "1.5", unit: "mg" },
        { number: "2.50", unit: "g" },
      ],
      timing: [
        { frequency: 1, period: 2, periodUnit: "d" },
        { frequency: 3, period: 4, periodUnit: "wk" },
      ],
      from: ["2018", "2019-05"],
      until: ["2020", "2021-06"],
    }),
    calls: {
      create: (values) => caller.medication.create(CreateMedication.parse(values)),
      update: (values) => caller.medication.update(UpdateMedication.parse(values)),
      byId: (id) => caller.medication.byId({ id: asId(id) }),
      history: (id) => caller.medication.history({ id: asId(id) }),
    },
  },
  {
    name: "an immunization",
    record: Immunization,
    create: CreateImmunization,
    update: UpdateImmunization,
    // A vaccination has a reason only if it was not done.
    chosen: () => ({ status: ["not-done", "completed"], statusReason: ["Fever", null] }),
    calls: {
      create: (values) => caller.immunization.create(CreateImmunization.parse(values)),
      update: (values) => caller.immunization.update(UpdateImmunization.parse(values)),
      byId: (id) => caller.immunization.byId({ id: asId(id) }),
      history: (id) => caller.immunization.history({ id: asId(id) }),
    },
  },
  {
    name: "a procedure",
    record: Procedure,
    create: CreateProcedure,
    update: UpdateProcedure,
    chosen: () => ({
      status: ["stopped", "not-done"],
      performedFrom: ["2018", "2019-05"],
      performedUntil: ["2020", "2021-06"],
      doctorId: doctors,
    }),
    calls: {
      create: (values) => caller.procedure.create(CreateProcedure.parse(values)),
      update: (values) => caller.procedure.update(UpdateProcedure.parse(values)),
      byId: (id) => caller.procedure.byId({ id: asId(id) }),
      history: (id) => caller.procedure.history({ id: asId(id) }),
    },
  },
];

/** Removes computed values. */
const sentOf = ({ components, ...values }: Values): Values => ({
  ...values,
  ...(Array.isArray(components) && {
    components: components.map(({ canonical: _, ...component }) => component),
  }),
});

describe.each(kinds)(
  "every field of $name",
  ({ name, record, create, update, isOfCreation = [], goesOn = [], chosen, calls }) => {
    const fieldsOf = ({ shape }: z.ZodObject) =>
      Object.keys(shape).filter((field) => ![...notOwn, ...isOfCreation].includes(field));
    // Tested separately, with an appointment of the same patient.
    const notSampled = [...notOwn, ...isOfCreation, "appointmentId"];

    function samples() {
      const fitting = chosen?.() ?? {};
      const { first, second } = samplesOf(create.shape, [...notSampled, ...Object.keys(fitting)]);
      const each = (at: 0 | 1) =>
        Object.fromEntries(Object.entries(fitting).map(([field, pair]) => [field, pair[at]]));
      return { first: { ...first, ...each(0) }, second: { ...second, ...each(1) } };
    }

    it("is in all schemas", () => {
      expect(fieldsOf(update).toSorted()).toEqual(fieldsOf(create).toSorted());
      expect(fieldsOf(record)).toEqual(expect.arrayContaining(fieldsOf(create)));
    });

    it("is stored when created and changed, and in the history", async () => {
      const { first, second } = samples();
      const { id } = await calls.create({ patientId, ...first });
      alike(await calls.byId(id), first);
      alike(await calls.update({ id, expectedVersion: 1, ...second }), second);
      alike(await calls.byId(id), second);
      const [version] = (await calls.history(id)).items;
      for (const field of Object.keys(second))
        expect(version?.changes).toHaveProperty(field, { from: first[field], to: second[field] });
    });

    it.skipIf(name === "an encounter")(
      "stays as it was in a locked encounter, unless it goes on",
      async () => {
        const { first, second } = samples();
        const { id: encounterId } = await caller.encounter.create({
          patientId,
          status: "finished",
          startedAt: "2026-01-01T10:00:00Z",
        });
        const { id } = await calls.create({ patientId, encounterId, ...first });
        await caller.encounter.lock({ id: encounterId, expectedVersion: 1 });
        const change = (values: Values) => calls.update({ id, expectedVersion: 1, ...values });
        const going = Object.entries(second).filter(([field]) => goesOn.includes(field));
        const kept = Object.entries(second).filter(([field]) => !goesOn.includes(field));
        expect((await failureOf(change(Object.fromEntries(kept)))).code).toBe("ENCOUNTER_LOCKED");
        for (const [field, value] of kept) {
          const { code } = await failureOf(change({ [field]: value }));
          // Some fields are valid only together.
          expect(["ENCOUNTER_LOCKED", "INVALID_INPUT"]).toContain(code);
        }
        alike(await calls.byId(id), first);
        // It stays locked when it is entered in error.
        await caller.encounter.enterInError({ id: encounterId, expectedVersion: 2, reason: "Wrong" });
        expect((await failureOf(change(Object.fromEntries(kept)))).code).toBe("ENCOUNTER_LOCKED");
        const changes = Object.fromEntries(going);
        if (going.length > 0) alike(await change(changes), changes);
      },
    );
  },
);
