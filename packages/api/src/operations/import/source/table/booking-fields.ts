import { z } from "zod";
import { requiredLine } from "../../../../kernel/field/schemas.ts";
import { BookAppointment, longestVisit } from "../../../../scheduling/appointment/schema.ts";
import { CreateVisitType } from "../../../../scheduling/visit-type/schema.ts";

// The fields of an appointment that a column can be mapped to. Keep it pure: browsers use it for forms.

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
  status: text.describe("Default: `fulfilled` if it has ended, otherwise `booked`."),
  reasonForVisit: BookAppointment.shape.reasonForVisit,
};
