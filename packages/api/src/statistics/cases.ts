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
    variants: [() => ({ ...timeZone, months: 2 }), () => ({ timeZone: "Mars/Olympus", months: 0 }), nothing],
  },
  patientGroups: { allowed: members, input: nothing, foreign: "unseen", subjects: none },
  doctorLoad: {
    allowed: members,
    input: nothing,
    foreign: "unseen",
    subjects: ({ doctor }) => [doctor],
    variants: [() => ({ most: 1 }), () => ({ most: 0 })],
  },
  today: {
    allowed: members,
    input: inZurich,
    foreign: "unseen",
    without: timeZone,
    subjects: none,
    variants: [() => ({ timeZone: "America/St_Johns" }), () => ({ timeZone: "+01:00" }), nothing],
  },
} satisfies CasesOf<typeof statisticsRouter>;
