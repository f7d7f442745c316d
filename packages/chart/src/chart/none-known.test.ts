import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";
import type { StatementCode, StatementKind } from "../clinical/statements.ts";

const api = await createTestApi();
const { practiceWithPatient } = api;

it.each([
  ["no-known-problems", "condition", { code: { text: "Keine Diagnosen" } }, { code: { text: "Asthma" } }],
  [
    "no-known-medications",
    "medication",
    { drug: { text: "No current meds" } },
    { drug: { text: "Salbutamol" } },
  ],
  [
    "no-known-immunizations",
    "immunization",
    {
      vaccine: {
        coding: { system: "http://hl7.org/fhir/sid/cvx", code: "998", display: "no vaccine administered" },
      },
      occurred: "2024",
    },
    { vaccine: { text: "Influenza" }, occurred: "2024" },
  ],
] as const)(
  "%s is no record of kind %s, and holds until there is one",
  async (...[statement, kind, none, one]) => {
    const { caller, patientId, account } = await practiceWithPatient();
    const records = caller[kind];
    const listNoneOf = async () => (await caller.chart.summary({ patientId })).noneOf;
    const create = (fields: object) =>
      // The fields fit the kind.
      (records.create as (input: object) => Promise<{ id: string }>)({ patientId, ...fields });
    const refused = await failureOf(create(none));
    expect(Object.values(refused.details.errors ?? {})).toEqual([
      ["Denies all records of its kind: use `chart.recordNoneKnown`"],
    ]);
    const stated = await caller.chart.recordNoneKnown({ patientId, statement, note: "Asked" });
    expect(stated).toMatchObject({ statement, note: "Asked", createdBy: account.id });
    expect(await listNoneOf()).toEqual([stated]);
    expect((await records.list({ patientId })).items).toEqual([]);
    const { problems, medications } = await caller.chart.summary({ patientId });
    expect([problems, medications]).toEqual([[], []]);

    const { id } = await create(one);
    expect(await listNoneOf()).toEqual([]);
    const beside = await failureOf(caller.chart.recordNoneKnown({ patientId, statement }));
    expect(beside.code).toBe("STATEMENT_CONTRADICTED");
    await (records.enterInError as (input: object) => Promise<unknown>)({
      id,
      expectedVersion: 1,
      reason: "Wrong",
    });
    expect(await listNoneOf()).toEqual([stated]);
  },
);

it.each<[string, ...Parameters<typeof standingBeside>[0]]>([
  [
    "a resolved problem",
    "no-known-problems",
    "condition",
    { code: { text: "Measles" }, clinicalStatus: "resolved" },
  ],
  [
    "a refuted problem",
    "no-known-problems",
    "condition",
    { code: { text: "Lupus" }, verificationStatus: "refuted" },
  ],
  [
    "a refused vaccine",
    "no-known-immunizations",
    "immunization",
    {
      vaccine: { text: "Mumps" },
      occurred: "2024",
      status: "not-done",
      statusReason: "Refused",
    },
  ],
  [
    "a stopped drug",
    "no-known-medications",
    "medication",
    { drug: { text: "Iron" }, status: "stopped", endReason: "Better" },
  ],
  ["a paused drug", "no-known-medications", "medication", { drug: { text: "Iron" }, status: "on-hold" }],
  ["a drug until 2020", "no-known-medications", "medication", { drug: { text: "Iron" }, until: "2020" }],
  ["a drug to come", "no-known-medications", "medication", { drug: { text: "Iron" }, from: "2999-01" }],
  [
    "a refuted allergy",
    "no-known-food-allergies",
    "allergy",
    {
      substance: { text: "Peanut" },
      category: "food",
      verificationStatus: "refuted",
    },
  ],
  [
    "a problem that is refuted later",
    "no-known-problems",
    "condition",
    { code: { text: "Lupus" } },
    { verificationStatus: "refuted" },
  ],
  [
    "an allergy that is refuted later",
    "no-known-food-allergies",
    "allergy",
    { substance: { text: "Egg" } },
    {
      verificationStatus: "refuted",
    },
  ],
])("holds beside %s, and can be made beside it", async (_what, ...given) => {
  expect(await standingBeside(given)).toEqual({ isHeld: true, canBeRepeated: true });
});

it.each<[string, ...Parameters<typeof standingBeside>[0]]>([
  [
    "a problem that was resolved",
    "no-known-problems",
    "condition",
    { code: { text: "Flu" } },
    { clinicalStatus: "resolved" },
  ],
  [
    "a drug that was stopped",
    "no-known-medications",
    "medication",
    { drug: { text: "Iron" } },
    {
      status: "stopped",
      endReason: "Better",
    },
  ],
])("is ended for good by %s since, and can be made again", async (_what, ...given) => {
  expect(await standingBeside(given)).toEqual({ isHeld: false, canBeRepeated: true });
});

type Beside = [
  statement: StatementCode,
  kind: StatementKind,
  first: Record<string, unknown>,
  changes?: Record<string, unknown>,
];

/** Whether a statement stays in force after a record, and whether it can be recorded again. */
async function standingBeside([statement, kind, first, changes]: Beside) {
  const { caller, patientId } = await practiceWithPatient();
  const isInForce = async () => (await caller.chart.summary({ patientId })).noneOf.length > 0;
  await caller.chart.recordNoneKnown({ patientId, statement });
  // The fields fit the kind.
  const { create, update } = caller[kind] as unknown as Record<
    "create" | "update",
    (input: object) => Promise<{ id: string }>
  >;
  const { id } = await create({ patientId, ...first });
  if (changes) {
    expect(await isInForce()).toBe(false);
    await update({ id, expectedVersion: 1, ...changes });
  }
  const isHeld = await isInForce();
  await caller.chart.recordNoneKnown({ patientId, statement });
  return { isHeld, canBeRepeated: await isInForce() };
}

it("knows no allergies to a group beside allergies to another one", async () => {
  const { caller, patientId } = await practiceWithPatient();
  const refused = await failureOf(caller.allergy.create({ patientId, substance: { text: "NKDA" } }));
  expect(refused.details.errors).toEqual({
    substance: ["Denies all records of its kind: use `chart.recordNoneKnown`"],
  });
  await caller.allergy.create({ patientId, substance: { text: "Peanut" }, category: "food" });
  const statement = "no-known-medication-allergies";
  const stated = await caller.chart.recordNoneKnown({ patientId, statement });
  const list = () => caller.allergy.list({ patientId });
  expect(await list()).toMatchObject({ known: "listed", noneKnown: null, noneOf: [stated], items: [{}] });
  await caller.allergy.create({ patientId, substance: { text: "Penicillin" } });
  expect((await list()).noneOf).toEqual([]);
});
