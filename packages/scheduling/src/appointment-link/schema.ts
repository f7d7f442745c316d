import { AppointmentId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { endExample, Instant, Moment } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { AppointmentStatus } from "../appointment/schema.ts";

export const LinkedAppointment = namedObject(
  "LinkedAppointment",
  "What the holder of a patient's link sees: nothing clinical, and not the patient's name.",
  {
    id: AppointmentId,
    practiceName: z.string().describe("The practice to go to."),
    doctorName: z.string().nullable().describe("Null if the doctor was erased."),
    timeZone: z.string().describe("The practice's time zone. `UTC` if it has set none."),
    startsAt: Instant.describe("When the visit begins, in UTC."),
    endsAt: Instant.describe("When the visit ends, in UTC.").meta(endExample),
    status: AppointmentStatus,
    confirmedByPatientAt: Instant.nullable().describe("When the patient confirmed this time by link."),
    heldUntil: Instant.nullable().describe(
      "Until when a time is held that was offered from the waitlist. Confirming it books it. Null: it is no offer.",
    ),
    mayChange: z.boolean().describe("Whether it can still be confirmed or cancelled: until it starts."),
  },
);
export type LinkedAppointment = z.output<typeof LinkedAppointment>;

/** Its format is not checked, so that malformed and unknown tokens give the same error. */
const token = z.string().min(1, "Required").max(200).describe("The token of the link.");

export const AppointmentByLink = z.strictObject({ token });
export type AppointmentByLink = z.output<typeof AppointmentByLink>;

export const ChangeByLink = z.strictObject({
  token,
  startsAt: Moment.describe("The start that the patient saw. Refused if the appointment was moved since."),
});
export type ChangeByLink = z.output<typeof ChangeByLink>;
