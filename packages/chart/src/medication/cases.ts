import { anyVersion, type CasesOf, reading, someday } from "@caretype/test-api/case";
import { recordCases } from "../clinical/cases.ts";
import type { medicationRouter } from "./router.ts";

const given = {
  drug: { text: "Quux", coding: null },
  dose: { number: "0.50", unit: "mg" },
  note: "Palpitations",
};

const { change, ...rows } = recordCases(
  {
    id: (chart) => chart.medication,
    cursor: ({ medicationCursor }) => medicationCursor,
    notFound: "MEDICATION_NOT_FOUND",
  },
  given,
);

// Each new drug is compared with them.
const compared = reading(400, "the patient's allergies and drugs");
const [inEncounter, unlessThere, unknown] = rows.create.plans;

export const medicationCases = {
  ...rows,
  create: {
    ...rows.create,
    plans: [
      { ...inEncounter, ...compared },
      { ...unlessThere, ...compared },
      { ...unknown, ...compared },
    ],
    variants: [
      ...rows.create.variants,
      ({ patient }) => ({ patientId: patient, ...given, from: "2020", until: "2019-12" }),
      ({ patient }) => ({ patientId: patient, ...given, status: "stopped" }),
      ({ patient }) => ({ patientId: patient, ...given, endReason: "Palpitations" }),
      ({ patient }) => ({ patientId: patient, ...given, recordedAt: someday }),
      ({ patient }) => ({ patientId: patient, ...given, dose: { number: "1e3" } }),
      ({ patient }) => ({
        patientId: patient,
        ...given,
        timing: { frequency: 0, period: 1, periodUnit: "year" },
      }),
      ({ patient }) => ({ patientId: patient }),
    ],
  },
  update: {
    ...change,
    input: async ({ chart }) => ({
      id: (await chart()).medication,
      ...anyVersion,
      status: "stopped",
      endReason: "Palpitations",
    }),
    plans: [{ input: ({ chart }) => ({ id: chart.medication, ...anyVersion, note: "New" }) }],
  },
} satisfies CasesOf<typeof medicationRouter>;
