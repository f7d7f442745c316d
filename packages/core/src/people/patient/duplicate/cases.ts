import { type CasesOf, clinical, members, unknownId, unknownTo, wrongIds } from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import type { distinctProcedures } from "./procedures.ts";

const foreign = "PATIENT_NOT_FOUND";
const bothOf = ({ patient, other }: Fixture) => ({ id: patient, otherId: other });
const subjects = ({ patient, other }: Fixture) => [patient, other];
const planned = ({ patientId, freePatientId }: PlanFixture) => ({ id: patientId, otherId: freePatientId });

const variants = [
  ({ patient }: Fixture) => ({ id: patient, otherId: patient }),
  ({ patient }: Fixture) => ({ id: patient, otherId: unknownId }),
  ({ patient }: Fixture) => ({ id: "17", otherId: patient }),
];

export const distinctCases = {
  markDistinct: {
    allowed: clinical,
    input: bothOf,
    foreign,
    subjects,
    variants,
    plans: [{ input: planned }],
  },
  unmarkDistinct: {
    allowed: clinical,
    input: bothOf,
    foreign,
    subjects,
    entry: { unchanged: true },
    variants: [bothOf, ...variants],
    plans: [{ input: planned }],
  },
  distinct: {
    allowed: members,
    input: ({ patient }) => ({ id: patient }),
    foreign,
    subjects: ({ patient }) => [patient],
    variants: wrongIds(),
    plans: [{ input: ({ patientId }) => ({ id: patientId }) }, unknownTo(foreign)],
  },
} satisfies CasesOf<{ _def: { record: typeof distinctProcedures } }>;
