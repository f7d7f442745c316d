import type { z } from "zod";
import { type Case, dateInDays, members, reading, unknownId } from "../testing/case.ts";
import type { Fixture } from "../testing/fixture.ts";
import type { ReadCalendar } from "./schema.ts";

const week = { from: dateInDays(1), to: dateInDays(7) };
const someDay = { from: dateInDays(7), to: dateInDays(7) };
const ofWeek = reading(2_500, "the appointments of a week, and the doctors with opening hours");

export const calendarCase = {
  allowed: members,
  input: async ({ schedule }) => {
    await schedule();
    return someDay;
  },
  foreign: "unseen",
  without: someDay,
  subjects: async ({ schedule, patient, doctor }: Fixture) => [
    (await schedule()).appointment,
    patient,
    doctor,
  ],
  variants: [
    ({ doctor }) => ({ ...week, to: dateInDays(31), doctorIds: [doctor], withCancelled: true }),
    async ({ schedule, free }) => ({ ...week, doctorIds: [free], roomIds: [(await schedule()).room] }),
    () => ({ from: "2026-02-02", to: "2026-02-01", doctorIds: ["17"] }),
    () => ({ from: "2026-01-01", to: "2026-02-01" }),
  ],
  plans: [
    { input: () => week, ...ofWeek },
    { input: ({ doctorId, freeDoctorId }) => ({ ...week, doctorIds: [doctorId, freeDoctorId] }), ...ofWeek },
    { input: ({ schedule }) => ({ ...week, roomIds: [schedule.room] }), ...ofWeek },
    { input: () => ({ ...week, doctorIds: [unknownId], roomIds: [unknownId] }), ...ofWeek },
  ],
} satisfies Case<z.input<typeof ReadCalendar>>;
