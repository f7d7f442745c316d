import { anyVersion, type CasesOf, frontDesk, members, unknownId } from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { holidaysRouter } from "./holidays-router.ts";
import type { openingHoursRouter } from "./router.ts";

const weekly = [{ weekday: 1, opens: "09:00", closes: "17:00" }];

export const openingHoursCases = {
  list: {
    allowed: members,
    input: async ({ schedule }) => {
      await schedule();
      return {};
    },
    foreign: "unseen",
    subjects: ({ doctor }) => [doctor],
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: ({ schedule }) => ({ cursor: schedule.hoursCursor }) }],
  },
  byDoctor: {
    allowed: members,
    input: async ({ schedule, doctor }) => {
      await schedule();
      return { doctorId: doctor };
    },
    foreign: "unseen",
    // An unknown doctor has empty hours, so the answer contains only the given id.
    probe: () => ({ doctorId: unknownId }),
    without: { doctorId: unknownId },
    subjects: ({ doctor }) => [doctor],
    variants: [() => ({ doctorId: unknownId }), () => ({ doctorId: "17" })],
    plans: [{ input: ({ doctorId }) => ({ doctorId }) }, { input: () => ({ doctorId: unknownId }) }],
  },
  set: {
    allowed: frontDesk,
    input: ({ free }) => ({
      doctorId: free,
      expectedVersion: 1,
      weekly,
      exceptions: [{ kind: "closed", from: "2026-12-24", to: "2026-12-26" }],
    }),
    foreign: { shared: "the directory of doctors is shared, and the hours are the practice's own" },
    subjects: ({ free }) => [free],
    variants: [
      () => ({ doctorId: unknownId, ...anyVersion, weekly }),
      ({ free }) => ({ doctorId: free, expectedVersion: 9, weekly }),
      ({ free }) => ({
        doctorId: free,
        ...anyVersion,
        weekly: [{ weekday: 8, opens: "9", closes: "08:00" }],
      }),
      ({ free }) => ({
        doctorId: free,
        ...anyVersion,
        weekly: [],
        exceptions: [{ kind: "extra", from: "2026-12-24", to: "2026-12-23" }],
      }),
    ],
    plans: [
      { input: ({ doctorId }) => ({ doctorId, ...anyVersion, weekly }) },
      { input: () => ({ doctorId: unknownId, ...anyVersion, weekly }), refused: "DOCTOR_NOT_FOUND" },
    ],
  },
} satisfies CasesOf<typeof openingHoursRouter>;

export const schedulingPracticeCases = {
  setHolidays: {
    allowed: frontDesk,
    input: () => ({ holidays: [{ name: "Inventory", from: "2999-01-04", to: "2999-01-05" }], ...anyVersion }),
    foreign: "unseen",
    subjects: ({ practice }: Fixture) => [practice],
    variants: [
      () => ({ holidays: [{ name: "", from: "2026-02-30", to: "tomorrow", yearly: "no" }], ...anyVersion }),
      () => ({ holidays: [{ name: "X", from: "2026-12-31", to: "2026-12-24" }], ...anyVersion }),
      () => ({ holidays: [], expectedVersion: 7 }),
    ],
    plans: [
      {
        input: () => ({
          holidays: [{ name: "New Year", from: "2026-01-01", to: "2026-01-02", yearly: true }],
          ...anyVersion,
        }),
      },
    ],
  },
} satisfies CasesOf<typeof holidaysRouter>;
