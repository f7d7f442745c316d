import { asId, type PatientId } from "@caretype/core/kernel/field/ids";
import { openIntervals } from "@caretype/scheduling/opening-hours/expand";
import { describe, expect, it } from "vitest";
import { sampleDoctors } from "../people/doctors.ts";
import { outcomeOf, type PlannedVisit, planVisits, planWaiting, sampleDays } from "./plan-visits.ts";
import { sampleHours, sampleVisitTypes } from "./practice-set-up.ts";

const minute = 60_000;
const visits = new Map(sampleVisitTypes.map((each) => [each.name, { ...each, bufferBefore: 0 }]));
const patients = Array.from({ length: 200 }, (_, index) => asId<PatientId>(`patient ${index}`));

const planAt = (now: number, { timeZone = "Europe/Zurich", perDay = 30 } = {}) => {
  const dayOff = sampleDays(timeZone, now).at(-3)?.date ?? "";
  const doctors = sampleDoctors.map(({ key, reasons }, index) => ({
    id: asId<never>(key),
    key,
    reasons,
    maxAppointmentsPerDay: perDay,
    rules: sampleHours(key, dayOff),
    ownPatients: patients.filter((_, at) => at % sampleDoctors.length === index),
    otherPatients: patients.filter((_, at) => at % sampleDoctors.length !== index),
  }));
  return { doctors, timeZone, plan: planVisits({ timeZone, now, doctors, visits }) };
};

const monday = Date.parse("2026-11-23T09:50:00Z");

/** Overlapping pairs with the same key. */
function overlapping(plan: readonly PlannedVisit[], keyOf: (visit: PlannedVisit) => string | null) {
  const isOne = ({ visitName }: PlannedVisit) => visitName !== "Back exercises";
  return plan.flatMap((one, index) =>
    plan.slice(index + 1).filter((other) => {
      const buffer = (visits.get(one.visitName)?.bufferAfter ?? 0) * minute;
      const otherBuffer = (visits.get(other.visitName)?.bufferAfter ?? 0) * minute;
      const isTogether = !isOne(one) && !isOne(other) && one.start === other.start;
      return (
        keyOf(one) !== null &&
        keyOf(one) === keyOf(other) &&
        !(isTogether && keyOf(one) !== one.patientId) &&
        one.start < other.end + otherBuffer &&
        other.start < one.end + buffer
      );
    }),
  );
}

describe("the plan of the sample's visits", () => {
  it("is the same all day, and spans three weeks from Monday", () => {
    const { plan } = planAt(monday);
    expect(planAt(monday + 9 * 60 * minute).plan).toEqual(plan);
    const dates = sampleDays("Europe/Zurich", monday).map(({ date }) => date);
    expect([dates[0], dates.length, dates.at(-1)]).toEqual(["2026-11-16", 21, "2026-12-06"]);
    const weekOf = ({ start }: PlannedVisit) =>
      Math.floor((start - Date.parse("2026-11-16")) / (7 * 86_400_000));
    for (const week of [0, 1, 2])
      expect(plan.filter((visit) => weekOf(visit) === week).length).toBeGreaterThan(60);
  });

  it.each(["Europe/Zurich", "America/St_Johns", "Australia/Lord_Howe", "Asia/Tokyo"])(
    "obeys the database's rules in %s",
    (timeZone) => {
      for (const now of [monday, Date.parse("2026-03-29T23:30:00Z"), Date.parse("2026-10-25T01:10:00Z")]) {
        const { plan, doctors } = planAt(now, { timeZone });
        const [first, last] = [sampleDays(timeZone, now)[0], sampleDays(timeZone, now).at(-1)];
        const days = { timeZone, from: first?.date ?? "", to: last?.date ?? "" };
        for (const { doctorId, start, end } of plan) {
          const rules = doctors.find(({ id }) => id === doctorId)?.rules ?? expect.fail();
          const open = openIntervals(rules, days);
          expect(open.some((hours) => hours.start <= start && end <= hours.end)).toBe(true);
          expect(start % minute).toBe(0);
        }
        expect(overlapping(plan, ({ doctorId }) => doctorId)).toEqual([]);
        expect(overlapping(plan, ({ patientId }) => patientId)).toEqual([]);
        expect(overlapping(plan, ({ room }) => room)).toEqual([]);
      }
    },
  );

  it("keeps the doctor's number of appointments a day", () => {
    const { plan } = planAt(monday, { perDay: 2 });
    const counts = new Map<string, number>();
    for (const { doctorId, start } of plan) {
      const key = `${doctorId} ${new Date(start + 60 * minute).toISOString().slice(0, 10)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(Math.max(...counts.values())).toBe(2);
    expect(planAt(monday, { perDay: 0 }).plan).toEqual([]);
  });

  it("has a group, and visits of each type", () => {
    const { plan } = planAt(monday);
    expect(new Set(plan.map(({ visitName }) => visitName)).size).toBe(sampleVisitTypes.length);
  });
});

it("has past visits completed, and some patients waiting", () => {
  const { plan } = planAt(monday);
  const counts = new Map<string, number>();
  for (const visit of plan) {
    const { status, arrivedAt, cancellationReason } = outcomeOf(visit, monday);
    const when = visit.end <= monday ? "past" : visit.start <= monday + 20 * minute ? "now" : "to come";
    counts.set(`${when} ${status}`, (counts.get(`${when} ${status}`) ?? 0) + 1);
    expect(cancellationReason !== null).toBe(status === "cancelled");
    expect(arrivedAt !== null).toBe(status === "arrived" || status === "fulfilled");
    expect(arrivedAt ?? 0).toBeLessThanOrEqual(Math.min(visit.start, monday));
  }
  const several = [
    "past fulfilled",
    "past noshow",
    "past cancelled",
    "now arrived",
    "to come booked",
    "to come cancelled",
  ];
  for (const each of several) expect([each, (counts.get(each) ?? 0) > 1]).toEqual([each, true]);
  expect(counts.has("past booked") || counts.has("to come fulfilled")).toBe(false);
});

it("lets people wait within the hours of a doctor who works then, and in the evening with one who worked that day", () => {
  const { doctors, timeZone } = planAt(monday);
  const at = { timeZone, from: "2026-11-23", to: "2026-11-23" };
  const openOf = (id: unknown) =>
    openIntervals(doctors.find((each) => each.id === id)?.rules ?? expect.fail(), at);
  for (const hour of [0, 1, 3, 4, 5, 10]) {
    const now = monday + hour * 60 * minute;
    const waiting = planWaiting({ timeZone, now, doctors, visits }, []);
    expect(waiting.length).toBeGreaterThan(1);
    const isOpen = ({ doctorId, start, end }: PlannedVisit) =>
      openOf(doctorId).some((open) => (hour > 9 ? true : open.start <= start && end <= open.end));
    expect([hour, waiting.every(isOpen)]).toEqual([hour, true]);
  }
});

it("lets nobody wait for a doctor whose day is full, also where the second patient is seen after midnight", () => {
  const lateInTheEvening = Date.parse("2026-11-23T22:50:00Z");
  for (const now of [monday, lateInTheEvening]) {
    const { doctors, plan, timeZone } = planAt(now, { perDay: 6 });
    const waiting = planWaiting({ timeZone, now, doctors, visits }, plan);
    const counts = new Map<string, number>();
    for (const { doctorId, start } of [...plan, ...waiting]) {
      const key = `${doctorId} ${new Date(start + 60 * minute).toISOString().slice(0, 10)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(Math.max(...counts.values())).toBe(6);
  }
});
