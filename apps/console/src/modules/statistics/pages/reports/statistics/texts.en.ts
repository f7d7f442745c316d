import type { ReactNode } from "react";
import { formatNumber } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";

const counted = pluralsOf("en");
const patients = (count: number) => counted(count, { one: "1 patient", other: "# patients" });
const doctors = (count: number) => counted(count, { one: "1 doctor", other: "# doctors" });

export const texts = {
  patients,
  doctors,
  /** After the number, for screen readers. */
  patientsUnit: (count: number) => counted(count, { one: "patient", other: "patients" }),

  records: { patients: "Patients", doctors: "Doctors", assignments: "Assignments" },
  activities: { added: "Added", changed: "Changed", removed: "Removed", restored: "Restored" },

  growth: {
    title: "Patients over time",
    period: "Period of patients over time",
    years: (count: number) => counted(count, { one: "1 year", other: "# years" }),
    month: "Month",
    added: "Added",
    total: "Total",
    headline: (link: ReactNode, added: number) =>
      added > 0
        ? withNames`${link}, ${formatNumber(added)} of them added this month`
        : withNames`${link}, none added this month`,
    now: (all: number) => `${patients(all)}.`,
    course: (before: number, month: string, all: number) =>
      `From ${formatNumber(before)} at the end of ${month} to ${patients(all)} now.`,
    noneAdded: "None were added.",
    maxAdded: (month: string, added: number) => `Most were added in ${month}: ${formatNumber(added)}.`,
  },

  groups: {
    title: "Patients by age and gender",
    age: "Age",
    ageUnknown: "Age unknown",
    deceased: "Deceased",
    ageInYears: (age: string) => `${age} years`,
    today: "Age in years, today",
    noAges: "No ages are recorded",
    someUnknown: (unknown: number) => `Age in years, today; unknown for ${patients(unknown)}`,
    ofGenderAndAge: (count: number, gender: string, age: string) =>
      `${patients(count)}, ${gender}, aged ${age}`,
    ofAge: (count: number, age: string) => `${patients(count)} aged ${age}`,
    ofGender: (count: number, gender: string) => `${patients(count)}, ${gender}`,
    inAll: (count: number) => `${patients(count)} in all`,
    summary: (count: number, genders: string, ages: string) =>
      `${patients(count)}: ${genders}. By age in years, ${ages}.`,
  },

  load: {
    title: "Doctors by patients",
    dailyLimit: "Daily limit",
    headline: (link: ReactNode, count: number) =>
      count === 1 ? withNames`${link} has patients here` : withNames`${link} have patients here`,
    headlineOfSome: (link: ReactNode, shown: number) =>
      withNames`${link} have patients here; these ${formatNumber(shown)} have the most`,
    empty: "No doctor has a patient here yet.",
    emptyHint: "Open a patient, and assign a doctor there.",
    choosePatient: "Choose a patient",
    patientsOf: (count: number, name: string) => `${patients(count)} of ${name}`,
    doctor: (name: string, count: number) => `${name}, ${patients(count)}`,
    summary: (first: readonly string[]) => `Most patients: ${first.join("; ")}.`,
    summaryOfSome: (first: readonly string[], rest: number) => {
      const others = counted(rest, { one: "1 more doctor", other: "# more doctors" });
      return `Most patients: ${first.join("; ")}; ${others} with as many or fewer.`;
    },
  },

  use: {
    title: "Appointments of the last four weeks",
    utilisation: "Booked",
    missed: "Missed",
    nextFreeDay: "Next free day",
    /** After the number, for screen readers. */
    bookedUnit: "of the opening hours are booked",
    /** `share` is null without opening hours. */
    booked: (share: string | null) =>
      share === null ? "No opening hours" : `${share} of the opening hours were booked`,
    /** `missed` is null if no visit is over. */
    headline: (link: ReactNode, missed: string | null) =>
      missed === null ? withNames`${link}` : withNames`${link}, and ${missed} of the visits were missed`,
    empty: "No doctor has opening hours yet.",
    openCalendar: "Open the calendar",
    doctor: (name: string, share: string) => `${name}, ${share}`,
    summary: (share: string, missed: string | null, first: readonly string[]) =>
      `${share} of the opening hours were booked${missed === null ? "" : `, and ${missed} of the visits were missed`}. By doctor: ${first.join("; ")}.`,
  },

  today: {
    title: "Activity today",
    headline: (day: string) => `${day}, by everybody in this practice`,
    record: "What",
    empty: "Nobody has changed a record today.",
    emptyHint: "Records that people add, change, remove or restore are counted here. Sample data is not.",
    /** Numbers of the table that link to a list. */
    patientsAdded: (count: number) => `${patients(count)} added`,
    patientsChanged: (count: number) => `${patients(count)} changed`,
    patientsRemoved: (count: number) => `${patients(count)} removed`,
    doctorsAdded: (count: number) => `${doctors(count)} added`,
    doctorsChanged: (count: number) => `${doctors(count)} changed`,
    doctorsRemoved: (count: number) => `${doctors(count)} removed`,
    /** Parts of the summary's list. */
    parts: {
      added: (count: string) => `${count} added`,
      changed: (count: string) => `${count} changed`,
      removed: (count: string) => `${count} removed`,
      restored: (count: string) => `${count} restored`,
    },
    summary: (record: string, parts: string) => `${record}: ${parts}.`,
    noActivity: (record: string) => `${record}: no activity.`,
  },
};

export const { groups, growth, load, today, use } = texts;
