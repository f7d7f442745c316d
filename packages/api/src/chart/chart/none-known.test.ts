import { expect, it } from "vitest";
import { failureOf } from "../../../test/failure.ts";
import { createTestApi } from "../../../test/support.ts";

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
    const said = async () => (await caller.chart.summary({ patientId })).noneOf;
    const create = (fields: object) =>
      // The fields are those of the kind.
      (records.create as (input: object) => Promise<{ id: string }>)({ patientId, ...fields });
    const refused = await failureOf(create(none));
    expect(Object.values(refused.details.errors ?? {})).toEqual([
      ["Says that there is none: send it to `chart.recordNoneKnown`"],
    ]);
    const stated = await caller.chart.recordNoneKnown({ patientId, statement, note: "Asked" });
    expect(stated).toMatchObject({ statement, note: "Asked", createdBy: account.id });
    expect(await said()).toEqual([stated]);
    expect((await records.list({ patientId })).items).toEqual([]);
    const { problems, medications } = await caller.chart.summary({ patientId });
    expect([problems, medications]).toEqual([[], []]);

    const { id } = await create(one);
    expect(await said()).toEqual([]);
    const beside = await failureOf(caller.chart.recordNoneKnown({ patientId, statement }));
    expect(beside.code).toBe("STATEMENT_CONTRADICTED");
    await (records.enterInError as (input: object) => Promise<unknown>)({
      id,
      expectedVersion: 1,
      reason: "Wrong",
    });
    expect(await said()).toEqual([stated]);
  },
);

it("knows no allergies to a group beside allergies to another one", async () => {
  const { caller, patientId } = await practiceWithPatient();
  const refused = await failureOf(caller.allergy.create({ patientId, substance: { text: "NKDA" } }));
  expect(refused.details.errors).toEqual({
    substance: ["Says that there is none: send it to `chart.recordNoneKnown`"],
  });
  await caller.allergy.create({ patientId, substance: { text: "Peanut" }, category: "food" });
  const statement = "no-known-medication-allergies";
  const stated = await caller.chart.recordNoneKnown({ patientId, statement });
  const list = () => caller.allergy.list({ patientId });
  expect(await list()).toMatchObject({ known: "listed", noneKnown: null, noneOf: [stated], items: [{}] });
  await caller.allergy.create({ patientId, substance: { text: "Penicillin" } });
  expect((await list()).noneOf).toEqual([]);
});
