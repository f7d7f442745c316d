import { type CasesOf, members, none, nothing } from "../testing/case.ts";
import type { statisticsRouter } from "./router.ts";

const timeZone = { timeZone: "Europe/Zurich" };
const inZurich = () => timeZone;

export const statisticsCases = {
  patientGrowth: {
    allowed: members,
    input: inZurich,
    foreign: "unseen",
    without: timeZone,
    subjects: none,
  },
  patientGroups: { allowed: members, input: nothing, foreign: "unseen", subjects: none },
  doctorLoad: { allowed: members, input: nothing, foreign: "unseen", subjects: ({ doctor }) => [doctor] },
  today: { allowed: members, input: inZurich, foreign: "unseen", without: timeZone, subjects: none },
} satisfies CasesOf<typeof statisticsRouter>;
