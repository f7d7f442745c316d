import { ofPatient } from "@caretype/core/kernel/audit-log/description";
import { Nothing } from "@caretype/core/kernel/field/schemas";
import { noSubjects, perPractice, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { pageOfPatient } from "@caretype/core/people/patient/queries";
import { removeFromWaitlist } from "./leave-waitlist.ts";
import { addToWaitlist, listWaitlist } from "./queries.ts";
import * as schema from "./schema.ts";

export const waitlistRouter = router({
  list: protectedProcedure("appointment:read", {
    describes: { practice: "Listed the waitlist", patient: "Saw the patient on the waitlist" },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /waitlist", "List the patients who wait for an appointment, the longest waiting first", {
      also: ["GET /patients/{patientId}/waitlist"],
    })
    .input(schema.ListWaitlist)
    .output(schema.WaitlistPage)
    .query(({ ctx, input }) => pageOfPatient(ctx, input, listWaitlist)),

  add: protectedProcedure("appointment:create", {
    describes: ofPatient("Added a patient to the waitlist"),
    errors: ["PATIENT_NOT_FOUND", "DOCTOR_NOT_FOUND", "PATIENT_OR_DOCTOR_NOT_FOUND", "VISIT_TYPE_NOT_FOUND"],
  })
    .rest("POST /waitlist", "Add a patient to the waitlist", {
      status: 201,
      description:
        "A slot that becomes free is held for the patient who waits longest and whom it suits, and offered by email. Only if the practice sends emails to patients (`patientEmails`) and the patient has an address. Without an answer within `offerMinutes`, the next patient gets the offer.",
    })
    .input(schema.AddToWaitlist)
    .output(schema.WaitlistEntry)
    .mutation(({ ctx, input }) => addToWaitlist(ctx.db, ctx.scope, input)),

  remove: protectedProcedure("appointment:update", {
    describes: ofPatient("Removed a patient from the waitlist"),
    errors: ["WAITLIST_ENTRY_NOT_FOUND"],
    serializeBy: perPractice,
  })
    .rest("DELETE /waitlist/{id}", "Remove an entry from the waitlist", {
      status: 204,
      description: "An open offer to the patient ends, and the next patient gets it.",
    })
    .meta(noSubjects("the body names the patient"))
    .input(schema.RemoveFromWaitlist)
    .output(Nothing)
    .mutation(({ ctx, input }) => removeFromWaitlist(ctx, input.id)),
});
