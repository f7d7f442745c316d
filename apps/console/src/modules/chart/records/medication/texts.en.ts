import type { Medication } from "@caretype/client";
import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";

const counted = pluralsOf("en");
type PeriodUnit = NonNullable<Medication["timing"]>["periodUnit"];

const periods: Record<PeriodUnit, (count: number) => string> = {
  h: (count) => counted(count, { one: "hour", other: "# hours" }),
  d: (count) => counted(count, { one: "day", other: "# days" }),
  wk: (count) => counted(count, { one: "week", other: "# weeks" }),
  mo: (count) => counted(count, { one: "month", other: "# months" }),
};

export const texts = {
  title: "Medications",
  empty: "No medications.",
  add: "Add medication",
  stop: "Stop",
  stopOf: (drug: string) => `Stop: ${drug}`,
  isAdded: (drug: string) => withNames`${drug} is added`,
  isSaved: (drug: string) => withNames`${drug} is saved`,
  isInError: (drug: string) => withNames`${drug} is marked as entered in error`,
  addFor: (patient: string) => withNames`Add medication: ${patient}`,
  editFor: (patient: string) => withNames`Edit medication: ${patient}`,
  stopFor: (patient: string) => withNames`Stop medication: ${patient}`,

  fields: {
    drug: "Medication",
    kind: "Kind",
    status: "Status",
    dose: "Single dose",
    timing: "How often",
    dosage: "Directions",
    route: "Route",
    from: "Since",
    until: "Until",
    endReason: "Why it is on hold or ended",
    overrideReason: "Reason to give it all the same",
    note: "Note",
  },
  overridden: (reason: string) => `Given in spite of a warning: ${reason}`,
  doseNumber: "Number",
  doseUnit: "Unit, such as mg",
  frequency: "Times",
  period: "Every how many",
  periodUnit: "Unit of time",
  periodUnits: { h: "Hours", d: "Days", wk: "Weeks", mo: "Months" } satisfies Record<PeriodUnit, string>,
  /** Twice a day, or 2 times every 3 days. */
  timing: (frequency: number, period: number, unit: PeriodUnit) =>
    `${counted(frequency, { one: "once", other: "# times" })} ${period === 1 ? "per" : "every"} ${periods[unit](period)}`,
  isOver: "Last day has passed",
  kinds: {
    statement: "Taken by the patient",
    order: "Ordered here",
  } satisfies Record<Medication["kind"], string>,
  statuses: {
    active: "Active",
    "on-hold": "On hold",
    completed: "Completed",
    stopped: "Stopped",
  } satisfies Record<Medication["status"], string>,
};

export const { fields } = texts;
