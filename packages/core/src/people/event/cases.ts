import { type CasesOf, members } from "@caretype/test-api/case";
import type { eventRouter } from "./router.ts";

export const eventCases = {
  list: {
    allowed: members,
    // One event, so that the answer names no other record.
    input: ({ patient }) => ({ patientId: patient, types: ["patient.created"] }),
    foreign: "unseen",
    subjects: ({ patient }) => [patient],
    variants: [
      ({ patient }) => ({ patientId: patient }),
      () => ({ after: "x" }),
      () => ({ types: ["patient.sold"] }),
      () => ({ limit: 0 }),
    ],
    plans: [{}, { input: ({ patientId }) => ({ patientId, types: ["patient.updated"] }) }],
  },
} satisfies CasesOf<typeof eventRouter>;
