import { anyVersion, type CasesOf, someday } from "@caretype/test-api/case";
import { recordCases } from "../clinical/cases.ts";
import type { conditionRouter } from "./router.ts";

const cough = { code: { text: "Quux", coding: null }, onset: "2019-05", note: "Palpitations" };

const { change, ...rows } = recordCases(
  {
    id: ({ condition }) => condition,
    cursor: ({ conditionCursor }) => conditionCursor,
    notFound: "CONDITION_NOT_FOUND",
  },
  cough,
);

export const conditionCases = {
  ...rows,
  create: {
    ...rows.create,
    variants: [
      ...rows.create.variants,
      ({ patient }) => ({ patientId: patient, ...cough, abatement: "2020" }),
      ({ patient }) => ({ patientId: patient, ...cough, onset: "2019-02-30" }),
      ({ patient }) => ({ patientId: patient, ...cough, recordedAt: someday }),
      ({ patient }) => ({ patientId: patient }),
    ],
  },
  update: {
    ...change,
    input: async ({ chart }) => ({
      id: (await chart()).condition,
      ...anyVersion,
      clinicalStatus: "resolved",
      abatement: "2020",
    }),
    plans: [{ input: ({ chart }) => ({ id: chart.condition, ...anyVersion, severity: "mild" }) }],
  },
} satisfies CasesOf<typeof conditionRouter>;
