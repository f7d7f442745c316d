import { noPractice } from "@caretype/core/kernel/field/no-practice";
import { roles } from "@caretype/core/kernel/permissions/permissions";
import {
  anyVersion,
  type CasesOf,
  createdRecord,
  members,
  none,
  nothing,
  owners,
  signedIn,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { practiceRouter } from "./router.ts";

const subjects = ({ practice }: Fixture) => [practice];

export const practiceCases = {
  list: {
    allowed: signedIn,
    input: nothing,
    foreign: "unseen",
    subjects,
    entry: { practice: () => noPractice },
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}],
  },
  create: {
    allowed: [...roles, "none"],
    input: () => ({ name: "Another" }),
    foreign: "unseen",
    subjects: createdRecord,
    entry: { practice: (_, created) => created },
    variants: [
      () => ({ name: "" }),
      () => ({ name: "Another", timeZone: "Mars/Olympus" }),
      () => ({ name: "Another", timeZone: "IST" }),
      nothing,
    ],
    plans: [
      { input: () => ({ name: "Another" }) },
      { input: () => ({ name: "Another", timeZone: "Europe/Zurich" }) },
    ],
  },
  mine: { allowed: members, foreign: "unseen", subjects, plans: [{}] },
  open: {
    allowed: signedIn,
    input: nothing,
    foreign: "unseen",
    probe: nothing,
    subjects: none,
    variants: [nothing],
    plans: [{}],
  },
  update: {
    allowed: owners,
    input: () => ({ name: "Quux", ...anyVersion }),
    foreign: "unseen",
    subjects,
    variants: [
      () => ({ name: "", expectedVersion: 7 }),
      () => ({ name: "X", expectedVersion: 7 }),
      () => ({ timeZone: "Mars/Olympus", ...anyVersion }),
      () => ({ patientEmails: true, reminderHour: 18, ...anyVersion }),
      () => ({ offerMinutes: 30, ...anyVersion }),
      () => ({ patientEmails: "yes", reminderHour: 24, offerMinutes: 4, ...anyVersion }),
    ],
    plans: [{ input: () => ({ name: "New Name", timeZone: "Europe/Zurich", ...anyVersion }) }],
  },
  updateSecondFactor: {
    allowed: owners,
    input: () => ({ secondFactor: "optional", graceDays: 30, ...anyVersion }),
    foreign: "unseen",
    subjects,
    variants: [
      () => ({ secondFactor: "required", ...anyVersion }),
      () => ({ secondFactor: "sometimes", graceDays: 91, expectedVersion: 7 }),
    ],
    plans: [
      { input: () => ({ secondFactor: "optional", graceDays: 30, ...anyVersion }) },
      {
        input: () => ({ secondFactor: "required", ...anyVersion }),
        refused: "SECOND_FACTOR_SETUP_REQUIRED",
      },
    ],
  },
} satisfies CasesOf<typeof practiceRouter>;
