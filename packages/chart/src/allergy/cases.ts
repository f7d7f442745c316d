import { anyVersion, type CasesOf, clinical, reading } from "@caretype/test-api/case";
import { recordCases } from "../clinical/cases.ts";
import type { allergyRouter } from "./router.ts";

const nuts = {
  substance: { text: "Quux", coding: null },
  reactions: [{ manifestation: { text: "Palpitations", coding: null }, severity: "mild" }],
} as const;

const { change, list, ...rows } = recordCases(
  {
    id: ({ allergy }) => allergy,
    cursor: ({ allergyCursor }) => allergyCursor,
    notFound: "ALLERGY_NOT_FOUND",
  },
  { substance: nuts.substance, reactions: [...nuts.reactions] },
);

export const allergyCases = {
  ...rows,
  list: {
    ...list,
    plans: [
      { input: ({ chart }) => ({ patientId: chart.noneKnownId }) },
      ...list.plans.map((plan) => ({
        ...plan,
        ...reading(900, "the patient's allergies, among which statements are found"),
      })),
    ],
  },
  enterInError: {
    ...rows.enterInError,
    plans: [
      {
        ...rows.enterInError.plans[0],
        ...reading(400, "the statement that it ended is among the patient's allergies"),
      },
    ],
  },
  recordNoneKnown: {
    allowed: clinical,
    input: ({ other }) => ({ patientId: other, note: "Palpitations" }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: ({ other }, created) => [created, other],
    variants: [
      async ({ patient, chart }) => {
        await chart();
        return { patientId: patient };
      },
      () => ({}),
    ],
    plans: [{ input: ({ chart }) => ({ patientId: chart.noneKnownId }) }],
  },
  update: {
    ...change,
    input: async ({ chart }) => ({ id: (await chart()).allergy, ...anyVersion, criticality: "high" }),
    plans: [{ input: ({ chart }) => ({ id: chart.allergy, ...anyVersion, clinicalStatus: "active" }) }],
  },
} satisfies CasesOf<typeof allergyRouter>;
