import { z } from "zod";
import { requiredLine } from "../../../../kernel/field/schemas.ts";
import { BookAppointment, longestVisit } from "../../../../scheduling/appointment/schema.ts";
import { CreateVisitType } from "../../../../scheduling/visit-type/schema.ts";

// The fields of appointments and clinical records that a column can be mapped to. Keep it pure: browsers use it for forms.

const person = requiredLine(300);
const text = z.string().optional();

export const bookingShape = {
  patient: person.describe("The patient's id, identifier in `peopleSystem`, email address, or name."),
  patientDateOfBirth: text.describe("Tells patients of the same name apart."),
  doctor: person.describe(
    "The doctor's id, identifier in `peopleSystem`, email address, license number, or name.",
  ),
  startsAt: z
    .string()
    .describe(
      "The date, or the date and time, in the practice's time zone. Or an instant, such as 2026-11-20T17:28:00Z.",
    ),
  startTime: text.describe("The time of day, if `startsAt` has only the date."),
  endsAt: text.describe("The end: a time of day, or a date and time."),
  minutes: z
    .int()
    .min(1)
    .max(longestVisit)
    .optional()
    .describe("The length, if there is no end. Default: that of the visit type."),
  visitType: CreateVisitType.shape.name.optional(),
  status: text.describe("Of appointments, the default is `fulfilled` if it has ended, otherwise `booked`."),
  reasonForVisit: BookAppointment.shape.reasonForVisit,
};

/** What a row is about. */
const coded = {
  patient: bookingShape.patient,
  patientDateOfBirth: bookingShape.patientDateOfBirth,
  code: text.describe("The code."),
  codeSystem: text.describe(
    "The code's system: a URI, or LOINC, SNOMED CT, ICD-10, ICD-10-CM, RxNorm or CVX. Default: `codeSystem` of the settings.",
  ),
  codeText: text.describe("The same in words. Default: the code."),
};

const common = {
  ...coded,
  encounter: text.describe("The encounter's id. Of `peopleSystem` synthea, its identifier in the export."),
};

export const observationShape = {
  ...common,
  category: text.describe("Such as vital-signs or laboratory."),
  effectiveAt: z
    .string()
    .describe(
      "When it was measured: a date, a date and time, or an instant. A date alone is when it begins.",
    ),
  effectiveTime: text.describe("The time of day, if `effectiveAt` has only the date."),
  value: z
    .string()
    .describe(
      "A number, also with a unit or as a bound such as `<0.41`, an amount such as `7 lb 4 oz`, or a text.",
    ),
  unit: text.describe("The unit as a UCUM code, or in a common spelling such as `mmHg`."),
  referenceLow: text.describe("The least usual number."),
  referenceHigh: text.describe("The greatest usual number."),
  referenceRange: text.describe("Both in one, such as `3.5-5.1` or `<0.41`, or in words."),
  interpretation: text.describe("Such as high, or H. Default: it follows from the usual numbers."),
  note: text.describe("Free text."),
};

export const conditionShape = {
  ...common,
  category: text.describe(
    "problem-list-item or encounter-diagnosis. Default: whether it has an encounter says it.",
  ),
  clinicalStatus: text.describe("Such as active. Default: resolved if it has ended, otherwise active."),
  verificationStatus: text.describe("Such as provisional. Default: confirmed."),
  severity: text.describe("mild, moderate or severe."),
  onset: text.describe("When it began: a year, a month or a day."),
  abatement: text.describe("When it ended: a year, a month or a day."),
  recordedAt: text.describe(
    "When it was found: a date, a date and time, or an instant. Default: when it began, otherwise now.",
  ),
  note: text.describe("Free text."),
};

export const allergyShape = {
  ...common,
  category: observationShape.category,
  criticality: text.describe("low, high or unable-to-assess."),
  reaction: text.describe("What the substance causes, in words."),
  severity: conditionShape.severity,
  clinicalStatus: conditionShape.clinicalStatus,
  verificationStatus: conditionShape.verificationStatus,
  onset: conditionShape.onset,
  recordedAt: conditionShape.recordedAt,
  note: conditionShape.note,
};

export const medicationShape = {
  ...common,
  kind: text.describe("`statement`: taken. `order`: ordered by the practice. Default: `statement`."),
  status: bookingShape.status,
  from: text.describe("When it began: a year, a month or a day."),
  until: text.describe("When it ended: a year, a month or a day."),
  dosage: text.describe("How it is taken, in words."),
  recordedAt: conditionShape.recordedAt,
  note: conditionShape.note,
};

export const immunizationShape = {
  ...common,
  occurred: text.describe("When it was given: a year, a month or a day."),
  doseNumber: text.describe("The number of the dose in its series."),
  lotNumber: text.describe("The lot of the vaccine."),
  manufacturer: text.describe("The manufacturer of the vaccine."),
  expires: text.describe("When the vaccine expires."),
  status: bookingShape.status,
  note: conditionShape.note,
};

/** The code is that of the reason. */
export const encounterShape = {
  ...coded,
  class: text.describe("Such as ambulatory, inpatient, emergency, home or virtual. Default: ambulatory."),
  status: bookingShape.status,
  startsAt: bookingShape.startsAt,
  startTime: bookingShape.startTime,
  endsAt: bookingShape.endsAt,
};
