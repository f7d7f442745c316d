import { historyRows } from "@caretype/core/mechanisms/history/cases";
import {
  anyVersion,
  type CasesOf,
  dateInDays,
  frontDesk,
  inDays,
  members,
  none,
  nothing,
  reading,
  unknownId,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import type { appointmentRouter } from "./router.ts";

const foreign = "APPOINTMENT_NOT_FOUND";
const subjects = async ({ schedule, patient, doctor }: Fixture) => [
  (await schedule()).appointment,
  patient,
  doctor,
];
const created = ({ other, doctor }: Fixture, appointmentId: string) => [appointmentId, other, doctor];

/** A change of the booked appointment. */
const booked = async <More extends object>({ schedule }: Fixture, more: More) => ({
  id: (await schedule()).appointment,
  ...anyVersion,
  ...more,
});
const plannedId = ({ schedule }: PlanFixture) => ({ id: schedule.appointment, ...anyVersion });

const booking = async ({ schedule, other, doctor }: Fixture) => ({
  patientId: other,
  doctorId: doctor,
  visitTypeId: (await schedule()).visitType,
  roomId: (await schedule()).room,
  startsAt: inDays(9),
});
const plannedBooking = ({ schedule, patientId, freeDoctorId }: PlanFixture) => ({
  patientId,
  doctorId: freeDoctorId,
  visitTypeId: schedule.visitType,
  roomId: schedule.freeRoom,
  startsAt: inDays(60),
});

const twice = { everyWeeks: 2, times: 2 };
const seriesIn = async ({ schedule }: Fixture) => ({ id: (await schedule()).inSeries, ...anyVersion });
const plannedSeries = ({ schedule }: PlanFixture) => ({ id: schedule.inSeries, ...anyVersion });
const someOfSeries = reading(20, "the appointments of the series");
/** The caller reads both appointments of the series. */
const ofSeries = async ({ schedule, caller, patient, doctor }: Fixture) => {
  const { seriesId } = await caller.appointment.byId({ id: (await schedule()).inSeries });
  const { items } = await caller.appointment.list({ patientId: patient });
  const series = items.filter((each) => each.seriesId === seriesId);
  return [...series.map(({ id }) => id), patient, doctor];
};

const anyDoctors = async ({ schedule }: Fixture) => ({
  visitTypeId: (await schedule()).visitType,
  from: dateInDays(7),
  to: dateInDays(8),
});
const allSlots = async (fixture: Fixture) => ({ ...(await anyDoctors(fixture)), doctorId: fixture.doctor });
const fourWeeks = { from: dateInDays(1), to: dateInDays(28) };
const ofRange = reading(1_000, "the appointments of four weeks, and the doctors who are open");

const week = { from: dateInDays(1), to: dateInDays(7) };
const someDay = { from: dateInDays(7), to: dateInDays(7) };
const ofWeek = reading(2_500, "the appointments of a week, and the doctors with opening hours");

/** The rows of one status change. Refused calls change nothing. */
const change = {
  allowed: frontDesk,
  input: (fixture: Fixture) => booked(fixture, {}),
  foreign,
  subjects,
  variants: [...wrongIds(anyVersion), (fixture: Fixture) => booked(fixture, { expectedVersion: 9 })],
  plans: [{ input: plannedId }],
} as const;

/** A change on the day of the visit, after it has begun. */
const begun = {
  ...change,
  input: async (fixture: Fixture) => ({ id: await fixture.begun(), ...anyVersion }),
  probe: (fixture: Fixture) => booked(fixture, {}),
  plans: [{ input: ({ schedule }: PlanFixture) => ({ id: schedule.begun, ...anyVersion }) }],
} as const;

const back = { reason: "wrong-click" } as const;

const read = {
  allowed: members,
  input: async ({ schedule }: Fixture) => ({ id: (await schedule()).appointment }),
  foreign,
  subjects,
} as const;

export const appointmentCases = {
  list: {
    allowed: members,
    input: async ({ schedule, patient }) => {
      await schedule();
      return { patientId: patient, to: dateInDays(7) };
    },
    foreign: "unseen",
    subjects,
    variants: [
      ({ doctor }) => ({ doctorId: doctor, sort: "latest", status: "pending" }),
      ({ doctor, patient }) => ({ doctorId: doctor, patientId: patient, from: dateInDays(8) }),
      () => ({ from: "2026-02-02", to: "2026-02-01" }),
      () => ({ limit: 0, cursor: "x", status: "free" }),
    ],
    plans: [
      {},
      { input: ({ schedule }) => ({ cursor: schedule.cursor }) },
      { input: () => ({ sort: "latest" }) },
      { input: ({ doctorId }) => ({ doctorId, from: dateInDays(1), to: dateInDays(2) }) },
      { input: ({ doctorId }) => ({ doctorId, sort: "latest" }) },
      { input: ({ patientId }) => ({ patientId, sort: "latest" }) },
      { input: ({ patientId }) => ({ patientId }) },
      {
        input: ({ patientId, doctorId }) => ({ patientId, doctorId }),
        ...reading(400, "the patient's appointments"),
      },
      {
        input: ({ patientId, doctorId }) => ({ patientId, doctorId, sort: "latest" }),
        ...reading(400, "the patient's appointments"),
      },
    ],
  },
  visitsOfPatients: {
    allowed: members,
    input: async ({ schedule, patient }) => {
      await schedule();
      return { patientIds: [patient] };
    },
    foreign: "unseen",
    without: { patientIds: [unknownId] },
    subjects: async ({ schedule, patient }) => [(await schedule()).appointment, patient],
    variants: [
      ({ patient, other }) => ({ patientIds: [patient, other, patient] }),
      () => ({ patientIds: ["17"] }),
      nothing,
    ],
    plans: [{ input: ({ patientId, freePatientId }) => ({ patientIds: [patientId, freePatientId] }) }],
  },
  byId: {
    allowed: members,
    input: async ({ schedule }) => ({ id: (await schedule()).appointment }),
    foreign,
    subjects,
    variants: wrongIds(),
    plans: [{ input: ({ schedule }) => ({ id: schedule.appointment }) }, unknownTo(foreign)],
  },
  slots: {
    allowed: members,
    input: allSlots,
    foreign: "VISIT_TYPE_NOT_FOUND",
    subjects: ({ doctor }) => [doctor],
    variants: [
      async (fixture) => ({ ...(await anyDoctors(fixture)), specialization: "no such" }),
      async (fixture) => ({ ...(await allSlots(fixture)), doctorId: unknownId }),
      async (fixture) => ({ ...(await allSlots(fixture)), to: "2999-01-01" }),
      async (fixture) => ({ ...(await allSlots(fixture)), stepMinutes: 30, limit: 3 }),
      async (fixture) => ({ ...(await allSlots(fixture)), exceptAppointmentId: unknownId }),
      async (fixture) => ({
        ...(await allSlots(fixture)),
        roomId: (await fixture.schedule()).room,
        joined: true,
      }),
    ],
    plans: [
      {
        input: ({ schedule, doctorId }) => ({ visitTypeId: schedule.visitType, doctorId, ...fourWeeks }),
        ...ofRange,
      },
      {
        input: ({ schedule }) => ({ visitTypeId: schedule.visitType, specialization: "PED", ...fourWeeks }),
        ...ofRange,
      },
      {
        input: ({ schedule: { visitType: visitTypeId, room: roomId }, doctorId }) => ({
          visitTypeId,
          doctorId,
          roomId,
          joined: true,
          ...fourWeeks,
        }),
        ...ofRange,
      },
      {
        input: () => ({ visitTypeId: unknownId, doctorId: unknownId, ...fourWeeks }),
        refused: "VISIT_TYPE_NOT_FOUND",
        ...ofRange,
      },
    ],
  },
  calendar: {
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
      {
        input: ({ doctorId, freeDoctorId }) => ({ ...week, doctorIds: [doctorId, freeDoctorId] }),
        ...ofWeek,
      },
      { input: ({ schedule }) => ({ ...week, roomIds: [schedule.room] }), ...ofWeek },
      { input: () => ({ ...week, doctorIds: [unknownId], roomIds: [unknownId] }), ...ofWeek },
    ],
  },
  revision: {
    allowed: members,
    input: () => someDay,
    foreign: "unseen",
    without: someDay,
    subjects: none,
    variants: [
      () => ({ from: "2026-01-01", to: "2026-02-01" }),
      () => ({ from: "tomorrow", to: "2026-02-01" }),
    ],
    plans: [{ input: () => week, ...ofWeek }],
  },
  outsideHours: {
    allowed: members,
    input: async ({ schedule, doctor }) => {
      await schedule();
      return { doctorId: doctor };
    },
    foreign: { shared: "the directory of doctors is shared, and the visits are the practice's own" },
    subjects: ({ doctor }) => [doctor],
    variants: [() => ({ doctorId: unknownId }), () => ({})],
    plans: [{ input: ({ doctorId }) => ({ doctorId }), ...ofRange }],
  },
  onHolidays: { allowed: members, foreign: "unseen", subjects: none, plans: [{}] },
  hold: {
    allowed: frontDesk,
    input: booking,
    foreign: "PATIENT_NOT_FOUND",
    subjects: created,
    variants: [
      async (fixture) => ({ ...(await booking(fixture)), startsAt: inDays(7) }),
      () => ({ startsAt: "nine" }),
    ],
    plans: [{ input: plannedBooking }],
  },
  book: {
    allowed: frontDesk,
    input: async (fixture) => ({ ...(await booking(fixture)), reasonForVisit: "Palpitations" }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: created,
    variants: [
      async (fixture) => ({ ...(await booking(fixture)), startsAt: inDays(7) }),
      async (fixture) => ({ ...(await booking(fixture)), doctorId: fixture.free }),
      async (fixture) => ({ ...(await booking(fixture)), startsAt: "2026-01-01T09:00:30Z" }),
      async (fixture) => ({ ...(await booking(fixture)), startsAt: "2026-01-01T09:00:00Z" }),
      async (fixture) => ({ ...(await booking(fixture)), patientId: unknownId }),
      async (fixture) => ({ ...(await booking(fixture)), visitTypeId: unknownId }),
      async (fixture) => ({ ...(await booking(fixture)), roomId: unknownId }),
    ],
    plans: [
      { input: plannedBooking },
      {
        input: (fixture) => ({ ...plannedBooking(fixture), patientId: unknownId }),
        refused: "PATIENT_NOT_FOUND",
      },
    ],
  },
  bookSeries: {
    allowed: frontDesk,
    input: async (fixture) => ({ ...(await booking(fixture)), ...twice }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: async (fixture) => {
      const { items } = await fixture.caller.appointment.list({ patientId: fixture.other });
      return [...items.map(({ id }) => id), fixture.other, fixture.doctor];
    },
    variants: [
      async (fixture) => ({ ...(await booking(fixture)), ...twice, startsAt: inDays(7) }),
      async (fixture) => ({ ...(await booking(fixture)), everyWeeks: 0, times: 1 }),
    ],
    plans: [{ input: (fixture) => ({ ...plannedBooking(fixture), ...twice }) }],
  },
  confirm: {
    ...change,
    input: async ({ schedule }) => ({ id: (await schedule()).held, ...anyVersion }),
    subjects: async ({ schedule, patient, doctor }) => [(await schedule()).held, patient, doctor],
    variants: [...wrongIds(anyVersion), (fixture) => booked(fixture, {})],
    plans: [
      { input: ({ schedule }) => ({ id: schedule.held, ...anyVersion }) },
      { input: plannedId, refused: "APPOINTMENT_STATE" },
    ],
  },
  reschedule: {
    ...change,
    input: (fixture) => booked(fixture, { startsAt: inDays(10), roomId: null }),
    variants: [
      ...wrongIds({ ...anyVersion, startsAt: inDays(10) }),
      (fixture) => booked(fixture, { startsAt: inDays(8) }),
      (fixture) => booked(fixture, { startsAt: inDays(8), overrideReason: "Emergency" }),
      (fixture) => booked(fixture, {}),
    ],
    plans: [
      {
        input: (fixture) => ({
          ...plannedId(fixture),
          startsAt: inDays(61),
          roomId: fixture.schedule.freeRoom,
        }),
      },
    ],
  },
  update: {
    ...change,
    input: (fixture) => booked(fixture, { reasonForVisit: "Palpitations", note: "Brings a letter" }),
    variants: [
      ...wrongIds({ ...anyVersion, note: "New" }),
      (fixture) => booked(fixture, { roomId: unknownId }),
      (fixture) => booked(fixture, { visitTypeId: unknownId }),
      (fixture) => booked(fixture, { note: "New", expectedVersion: 9 }),
    ],
    plans: [
      { input: (fixture) => ({ ...plannedId(fixture), note: "New", roomId: fixture.schedule.freeRoom }) },
    ],
  },
  bookAgain: {
    allowed: frontDesk,
    input: async (fixture) => {
      const cancelled = await booked(fixture, { reason: "Ill" });
      // Refused if it is cancelled already, or unknown.
      await fixture.caller.appointment.cancel(cancelled).catch(() => undefined);
      return booked(fixture, { startsAt: inDays(12) });
    },
    probe: (fixture) => booked(fixture, { startsAt: inDays(12) }),
    foreign,
    subjects: async ({ schedule, patient, doctor }, appointmentId) => [
      appointmentId,
      (await schedule()).appointment,
      patient,
      doctor,
    ],
    variants: [...wrongIds(anyVersion), (fixture) => booked(fixture, { startsAt: inDays(8) })],
    plans: [
      {
        input: ({ schedule }) => ({
          id: schedule.noShow,
          ...anyVersion,
          startsAt: inDays(62),
          roomId: schedule.freeRoom,
        }),
      },
    ],
  },
  rescheduleSeries: {
    ...change,
    input: async (fixture) => ({ ...(await seriesIn(fixture)), startsAt: inDays(10) }),
    subjects: ofSeries,
    variants: [
      ...wrongIds({ ...anyVersion, startsAt: inDays(10) }),
      (fixture) => booked(fixture, { startsAt: inDays(10) }),
    ],
    plans: [{ input: (fixture) => ({ ...plannedSeries(fixture), startsAt: inDays(61) }), ...someOfSeries }],
  },
  cancelSeries: {
    ...change,
    input: async (fixture) => ({ ...(await seriesIn(fixture)), reason: "Ill" }),
    subjects: ofSeries,
    variants: [
      ...wrongIds({ ...anyVersion, reason: "Ill" }),
      (fixture) => booked(fixture, { reason: "Ill" }),
    ],
    plans: [
      { input: (fixture) => ({ ...plannedSeries(fixture), reason: "Ill" }), ...someOfSeries },
      { input: (fixture) => ({ ...plannedId(fixture), reason: "Ill" }), refused: "NOT_A_SERIES" },
    ],
  },
  cancelOfPatient: {
    allowed: frontDesk,
    input: async ({ schedule, patient }) => {
      await schedule();
      return { patientId: patient, reason: "Has died" };
    },
    foreign: "PATIENT_NOT_FOUND",
    subjects: async ({ caller, patient, doctor }) => [
      ...(await caller.appointment.list({ patientId: patient, status: "cancelled" })).items.map(
        ({ id }) => id,
      ),
      patient,
      doctor,
    ],
    variants: [
      () => ({ patientId: unknownId, reason: "Ill" }),
      ({ patient }) => ({ patientId: patient, reason: "" }),
    ],
    plans: [
      {
        input: ({ patientId }) => ({ patientId, reason: "Has died" }),
        ...reading(400, "the patient's appointments"),
      },
    ],
  },
  cancel: {
    ...change,
    input: (fixture) => booked(fixture, { reason: "Palpitations" }),
    variants: [...wrongIds({ ...anyVersion, reason: "Ill" }), (fixture) => booked(fixture, {})],
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), reason: "Ill" }) }],
  },
  checkIn: {
    ...begun,
    plans: [
      ...begun.plans,
      { input: ({ schedule }) => ({ id: schedule.noShow, ...anyVersion }), refused: "NOT_YET" },
    ],
  },
  complete: begun,
  noShow: begun,
  stepBack: {
    ...begun,
    input: async (fixture) => {
      const input = await begun.input(fixture);
      await fixture.caller.appointment.checkIn(input);
      return { ...input, ...back };
    },
    probe: (fixture: Fixture) => booked(fixture, back),
    entry: { mark: () => back.reason },
    variants: [
      ...wrongIds({ ...anyVersion, ...back }),
      (fixture: Fixture) => booked(fixture, back),
      (fixture: Fixture) => booked(fixture, {}),
    ],
    plans: [{ input: ({ schedule }) => ({ id: schedule.noShow, ...anyVersion, ...back }) }],
  },
  ...historyRows({
    readers: members,
    of: read.input,
    planned: ({ schedule }) => ({ id: schedule.noShow }),
    about: read,
  }),
} satisfies CasesOf<typeof appointmentRouter>;
