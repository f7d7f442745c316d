import { type CasesOf, frontDesk, members, reading, unknownId } from "@caretype/test-api/case";
import type { refusedEmailRouter } from "./router.ts";

const unchanged = { entry: { unchanged: true } } as const;

export const refusedEmailCases = {
  list: {
    allowed: members,
    foreign: "unseen",
    subjects: () => [],
    variants: [({ patient }) => ({ patientId: patient }), () => ({ patientId: "17" })],
    plans: [
      { ...reading(10, "few addresses are refused") },
      { input: ({ patientId }) => ({ patientId }), ...reading(10, "few addresses are refused") },
    ],
  },
  resolve: {
    allowed: frontDesk,
    input: ({ patient }) => ({ patientId: patient }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: ({ patient }) => [patient],
    ...unchanged,
    variants: [() => ({ patientId: unknownId }), () => ({ patientId: "17" })],
    plans: [{ input: ({ patientId }) => ({ patientId }) }],
  },
} satisfies CasesOf<typeof refusedEmailRouter>;
