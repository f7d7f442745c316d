import { doctorId } from "@caretype/client";
import { expect, it } from "vitest";
import { readReportsSearch, togglePanel } from "./reports-search.ts";
import type { Today } from "./statistics.ts";
import {
  countActivities,
  describeGroups,
  describeGrowth,
  describeLoad,
  describeToday,
  describeUse,
} from "./summaries.ts";

const someId = "0198c0de-0000-7000-8000-000000000001";
const none = { added: 0, changed: 0, removed: 0, restored: 0 };

it("describes the growth, and the month with the most additions", () => {
  const months = [
    { month: "2026-09", added: 1, total: 4 },
    { month: "2026-10", added: 7, total: 11 },
    { month: "2026-11", added: 0, total: 11 },
  ];
  expect(describeGrowth({ patients: 11, months })).toMatch(
    /^From 4 at the end of .*Sep.* to 11 patients now\. Most were added in .*Oct.*: 7\.$/,
  );
  const quiet = months.map((each) => ({ ...each, added: 0, total: 1 }));
  expect(describeGrowth({ patients: 1, months: quiet })).toContain("1 patient now. None were added");
});

it("describes each gender and age group", () => {
  const groups = [
    { ageGroup: "0-17", female: 1, male: 2, other: 0, unknown: 0, patients: 3 },
    { ageGroup: "unknown", female: 1, male: 0, other: 1, unknown: 0, patients: 2 },
  ] as const;
  const deceased = { female: 0, male: 1, other: 0, unknown: 0, patients: 1 };
  expect(describeGroups({ patients: 6, groups: [...groups], deceased })).toBe(
    "6 patients: female 2, male 3, other 1, unknown 0. By age in years, 0–17: 3, Unknown: 2, Deceased: 1.",
  );
});

it("describes how far doctors were booked, and missed visits once some are over", () => {
  const counts = {
    openMinutes: 0,
    bookedMinutes: 0,
    appointments: 0,
    cancelled: 0,
    completed: 0,
    noShows: 0,
  };
  const total = { ...counts, utilisation: 0.625, noShowRate: null };
  const doctors = [{ ...total, doctorId: doctorId.parse(someId), doctorName: "Ann", nextFreeDay: null }];
  const use = { timeZone: "UTC", total, doctors };
  expect(describeUse(use)).toBe("63% of the opening hours were booked. By doctor: Ann, 63%.");
  expect(describeUse({ ...use, total: { ...total, noShowRate: 0.1 } })).toContain(
    "63% of the opening hours were booked, and 10% of the visits were missed.",
  );
});

it("names the doctors with the most patients, and counts the others", () => {
  const doctor = {
    doctorId: doctorId.parse(someId),
    specializationLabel: null,
    maxAppointmentsPerDay: 20,
  };
  const doctors = ["Ann", "Bob", "Cy", "Di"].map((name, index) => ({ ...doctor, name, patients: 4 - index }));
  expect(describeLoad({ doctors, doctorsWithPatients: 9 })).toBe(
    "Most patients: Ann, 4 patients; Bob, 3 patients; Cy, 2 patients; 6 more doctors with as many or fewer.",
  );
  expect(describeLoad({ doctors: doctors.slice(3), doctorsWithPatients: 1 })).toBe(
    "Most patients: Di, 1 patient.",
  );
});

it("describes and counts today's activity", () => {
  const today: Today = {
    since: "2026-11-20T00:00:00Z",
    patients: { added: 3, changed: 0, removed: 1, restored: 0 },
    doctors: none,
    assignments: { ...none, restored: 2 },
  };
  expect(describeToday(today)).toBe(
    "Patients: 3 added, 1 removed. Doctors: no activity. Assignments: 2 restored.",
  );
  expect(countActivities(today)).toBe(6);
});

it("ignores invalid parameters, and toggles one panel at a time", () => {
  expect(readReportsSearch({ months: 60, tables: "groups,secrets,growth" })).toEqual({
    months: 60,
    tables: "growth,groups",
  });
  expect(readReportsSearch({ months: 12, tables: ["growth"] })).toEqual({});
  expect(readReportsSearch({ months: "24" })).toEqual({});
  expect(togglePanel({ tables: "growth" }, "groups")).toEqual({ tables: "growth,groups" });
  expect(togglePanel({ months: 60, tables: "growth" }, "growth")).toEqual({ months: 60 });
});
