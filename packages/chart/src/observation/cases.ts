import { anyVersion, type CasesOf, clinical, reading, someday, unknownId } from "@caretype/test-api/case";
import { recordCases } from "../clinical/cases.ts";
import type { observationRouter } from "./router.ts";

const code = { text: "Quux", coding: null };
const weight = { code, value: { kind: "quantity", number: "70.50", unit: "kg" } } as const;

const { change, ...rows } = recordCases(
  {
    id: ({ observation }) => observation,
    cursor: ({ observationCursor }) => observationCursor,
    notFound: "OBSERVATION_NOT_FOUND",
  },
  weight,
);

export const observationCases = {
  ...rows,
  list: {
    ...rows.list,
    variants: [...rows.list.variants, ({ patient }) => ({ patientId: patient, vitalSigns: false })],
    plans: [
      ...rows.list.plans,
      {
        input: ({ encounters: { patientId } }) => ({ patientId, vitalSigns: false }),
        ...reading(700, "the patient's records"),
      },
    ],
  },
  create: {
    ...rows.create,
    variants: [
      ...rows.create.variants,
      ({ patient }) => ({ patientId: patient, code }),
      ({ patient }) => ({ patientId: patient, code, value: { kind: "quantity", number: "1e3" } }),
      ({ patient }) => ({ patientId: patient, code, value: { kind: "size", text: "Palpitations" } }),
      ({ patient }) => ({ patientId: patient, code, value: { kind: "quantity", number: "1", unit: "lbs" } }),
      ({ patient }) => ({ patientId: patient, ...weight, effectiveAt: someday }),
      ({ patient }) => ({ patientId: patient, ...weight, referenceRange: { low: "9", high: "8.99" } }),
    ],
  },
  createMany: {
    allowed: clinical,
    input: ({ patient }) => ({
      observations: [
        { patientId: patient, ...weight },
        { patientId: patient, code, value: { kind: "text", text: "Palpitations" } },
      ],
    }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: async ({ patient, caller }) => {
      const { items } = await caller.observation.list({ patientId: patient });
      return [...items.slice(0, 2).map(({ id }) => id), patient];
    },
    variants: [
      () => ({ observations: [] }),
      ({ patient }) => ({
        observations: [
          { patientId: patient, ...weight },
          { patientId: unknownId, ...weight },
        ],
      }),
    ],
    plans: [
      {
        input: ({ encounters: { patientId } }) => ({
          observations: [
            { patientId, ...weight },
            { patientId, ...weight },
          ],
        }),
      },
    ],
  },
  update: {
    ...change,
    input: async ({ chart }) => ({ id: (await chart()).observation, ...anyVersion, note: "Palpitations 2" }),
    plans: [{ input: ({ chart }) => ({ id: chart.observation, ...anyVersion, value: weight.value }) }],
  },
} satisfies CasesOf<typeof observationRouter>;
