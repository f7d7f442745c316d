import { anyVersion, type CasesOf, unknownId } from "@caretype/test-api/case";
import { recordCases } from "../clinical/cases.ts";
import type { clinicalProcedureRouter } from "./router.ts";

const given = { code: { text: "Quux", coding: null }, performedFrom: "2019-05", note: "Palpitations" };

const { change, ...rows } = recordCases(
  {
    id: (chart) => chart.procedure,
    cursor: ({ procedureCursor }) => procedureCursor,
    notFound: "PROCEDURE_NOT_FOUND",
  },
  given,
);

export const procedureCases = {
  ...rows,
  create: {
    ...rows.create,
    variants: [
      ...rows.create.variants,
      ({ patient }) => ({ patientId: patient, ...given, performedFrom: "2999" }),
      ({ patient }) => ({ patientId: patient, ...given, performedUntil: "2018" }),
      ({ patient }) => ({ patientId: patient, ...given, status: "stopped" }),
      ({ patient }) => ({ patientId: patient, ...given, doctorId: unknownId }),
      ({ patient }) => ({ patientId: patient }),
    ],
  },
  update: {
    ...change,
    input: async ({ chart }) => ({ id: (await chart()).procedure, ...anyVersion, outcome: "Palpitations" }),
    plans: [{ input: ({ chart }) => ({ id: chart.procedure, ...anyVersion, note: "New" }) }],
  },
} satisfies CasesOf<typeof clinicalProcedureRouter>;
