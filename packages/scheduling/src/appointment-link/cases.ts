import { type CasesOf, everybody, inDays, madeUp, nothing, reading } from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import type { appointmentLinkRouter } from "./router.ts";

const token = async ({ schedule }: Fixture) => ({ token: (await schedule()).link });
const seen = async ({ caller, schedule }: Fixture) => {
  const { appointment, link } = await schedule();
  return { token: link, startsAt: (await caller.appointment.byId({ id: appointment })).startsAt };
};
const planned = ({ schedule }: PlanFixture) => ({ token: schedule.link, startsAt: schedule.linkedStart });

/** The practice's audit has the entry, without an account. */
const ofPractice = {
  allowed: everybody,
  foreign: "open",
  subjects: async ({ schedule, patient, doctor }: Fixture) => [
    (await schedule()).appointment,
    patient,
    doctor,
  ],
  entry: { from: "nobody", practice: ({ practice }: Fixture) => practice },
} as const;

const another = async (fixture: Fixture) => ({ ...(await token(fixture)), startsAt: inDays(3) });
const looked = reading(4, "the link, its appointment, patient, doctor and practice are looked up");

export const appointmentLinkCases = {
  read: {
    ...ofPractice,
    input: token,
    variants: [token, madeUp, nothing],
    plans: [{ input: ({ schedule }) => ({ token: schedule.link }), ...looked }],
  },
  confirm: {
    ...ofPractice,
    input: seen,
    variants: [another, madeUp, nothing],
    plans: [{ input: planned, ...looked }],
  },
  cancel: {
    ...ofPractice,
    input: seen,
    variants: [another, madeUp, nothing],
    plans: [{ input: planned, ...looked }],
  },
} satisfies CasesOf<typeof appointmentLinkRouter>;
