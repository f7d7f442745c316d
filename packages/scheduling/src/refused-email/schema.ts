import { PatientId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { Instant, pageOf } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";

const RefusedEmail = namedObject(
  "RefusedEmail",
  "A patient whose email address a mail server refuses for good.",
  {
    patientId: PatientId,
    patientName: z.string().describe("The patient's current name."),
    email: z.string().describe("The patient's current address."),
    refusedAt: Instant.describe("When a mail server refused it last, in UTC."),
  },
);

/** There is never a next page. */
export const RefusedEmailPage = pageOf(RefusedEmail);
export type RefusedEmailPage = z.output<typeof RefusedEmailPage>;

export const ListRefusedEmails = z
  .strictObject({ patientId: PatientId.optional().describe("Only the address of this patient.") })
  .prefault({});
export type ListRefusedEmails = z.output<typeof ListRefusedEmails>;

export const RefusedEmailOf = z.strictObject({ patientId: PatientId });
export type RefusedEmailOf = z.output<typeof RefusedEmailOf>;
