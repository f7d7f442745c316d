import { anyVersion, type CasesOf } from "@caretype/test-api/case";
import { recordCases } from "../clinical/cases.ts";
import type { immunizationRouter } from "./router.ts";

const given = { vaccine: { text: "Quux", coding: null }, occurred: "2019-05", note: "Palpitations" };

const { change, ...rows } = recordCases(
  {
    id: (chart) => chart.immunization,
    cursor: ({ immunizationCursor }) => immunizationCursor,
    notFound: "IMMUNIZATION_NOT_FOUND",
  },
  given,
);

export const immunizationCases = {
  ...rows,
  create: {
    ...rows.create,
    variants: [
      ...rows.create.variants,
      ({ patient }) => ({ patientId: patient, ...given, occurred: "2999" }),
      ({ patient }) => ({ patientId: patient, ...given, status: "not-done" }),
      ({ patient }) => ({ patientId: patient, ...given, statusReason: "Palpitations" }),
      ({ patient }) => ({ patientId: patient, ...given, doseNumber: 0 }),
      ({ patient }) => ({ patientId: patient }),
    ],
  },
  update: {
    ...change,
    input: async ({ chart }) => ({
      id: (await chart()).immunization,
      ...anyVersion,
      status: "not-done",
      statusReason: "Palpitations",
    }),
    plans: [{ input: ({ chart }) => ({ id: chart.immunization, ...anyVersion, note: "New" }) }],
  },
} satisfies CasesOf<typeof immunizationRouter>;
