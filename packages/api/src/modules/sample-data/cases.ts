import { type CasesOf, members, none, owners, reading } from "@caretype/test-api/case";
import type { sampleDataRouter } from "./router.ts";

const sample = reading(20, "the practice's sample has ten patients, and all are removed");

export const sampleDataCases = {
  add: {
    allowed: owners,
    input: ({ emptied }) => emptied(),
    probe: () => ({}),
    foreign: "unseen",
    subjects: ({ sampleRecords }) => sampleRecords(),
    plans: [{ refused: "PRACTICE_NOT_EMPTY" }],
  },
  preview: {
    allowed: owners,
    foreign: "unseen",
    subjects: none,
    plans: [sample],
  },
  invented: {
    allowed: members,
    foreign: "unseen",
    subjects: none,
    plans: [reading(15, "all sample doctors of the directory are listed")],
  },
  remove: {
    allowed: owners,
    input: async ({ sampleRecords }) => void (await sampleRecords()),
    probe: () => ({}),
    foreign: "SAMPLE_DATA_NOT_FOUND",
    subjects: ({ sampleRecords }) => sampleRecords(),
    plans: [sample],
  },
} satisfies CasesOf<typeof sampleDataRouter>;
