import { type CasesOf, members } from "@caretype/test-api/case";
import type { eventRouter } from "./router.ts";

export const eventCases = {
  list: {
    allowed: members,
    input: ({ patient }) => ({ patientId: patient }),
    foreign: "unseen",
    subjects: ({ patient }) => [patient],
    variants: [
      () => ({ types: ["patient.created"] }),
      () => ({ after: "x" }),
      () => ({ types: ["patient.sold"] }),
      () => ({ limit: 0 }),
    ],
    plans: [{}, { input: ({ patientId }) => ({ patientId, types: ["patient.updated"] }) }],
  },
} satisfies CasesOf<typeof eventRouter>;
