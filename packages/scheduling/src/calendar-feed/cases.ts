import {
  type CasesOf,
  everybody,
  frontDesk,
  madeUp,
  nothing,
  reading,
  unknownId,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { calendarFeedRouter } from "./router.ts";

const foreign = "CALENDAR_FEED_NOT_FOUND";
const subjects = async ({ calendarFeed, doctor }: Fixture) => [(await calendarFeed()).id, doctor];
const token = async ({ calendarFeed }: Fixture) => ({ token: (await calendarFeed()).token });

export const calendarFeedCases = {
  list: {
    allowed: frontDesk,
    input: async ({ calendarFeed, doctor }) => {
      await calendarFeed();
      return { doctorId: doctor };
    },
    foreign: "unseen",
    subjects,
    variants: [nothing, () => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: ({ doctorId }) => ({ doctorId }), ...reading(60, "the practice's links") }],
  },
  create: {
    allowed: frontDesk,
    input: ({ doctor }) => ({ doctorId: doctor, showsInitials: true }),
    foreign: {
      shared: "the directory of doctors is shared, and the link shows the practice's own appointments",
    },
    subjects: ({ doctor }, feedId) => [feedId, doctor],
    variants: [() => ({ doctorId: unknownId }), () => ({ doctorId: "17", showsInitials: "yes" })],
    plans: [
      { input: ({ doctorId }) => ({ doctorId }) },
      { input: () => ({ doctorId: unknownId }), refused: "DOCTOR_NOT_FOUND" },
    ],
  },
  revoke: {
    allowed: frontDesk,
    input: async ({ calendarFeed }) => ({ id: (await calendarFeed()).id }),
    foreign,
    subjects,
    variants: wrongIds(),
    plans: [{ input: ({ calendarFeed }) => ({ id: calendarFeed.id }) }, unknownTo(foreign)],
  },
  read: {
    allowed: everybody,
    input: token,
    foreign: "open",
    subjects: async (fixture) => [...(await subjects(fixture)), fixture.patient],
    entry: { from: "nobody", practice: ({ practice }) => practice },
    variants: [madeUp, nothing],
    plans: [
      {
        input: ({ calendarFeed }) => ({ token: calendarFeed.token }),
        ...reading(10_000, "the doctor's appointments of more than a year"),
      },
    ],
  },
} satisfies CasesOf<typeof calendarFeedRouter>;
