import { Nothing } from "@caretype/core/kernel/field/schemas";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { pageOfPatient } from "@caretype/core/people/patient/queries";
import { endRefusal, listRefusedEmails } from "./queries.ts";
import * as schema from "./schema.ts";

export const refusedEmailRouter = router({
  list: protectedProcedure("patient:read", {
    describes: {
      practice: "Listed patients whose email address is refused",
      patient: "Saw that the patient's email address is refused",
    },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /refused-emails", "List patients whose email address a mail server refuses for good", {
      also: ["GET /patients/{patientId}/refused-emails"],
      description:
        "The latest 200. An address is listed until the patient has another one, the server accepts an email, or it is resolved. Later emails are still sent to it.",
    })
    .input(schema.ListRefusedEmails)
    .output(schema.RefusedEmailPage)
    .query(({ ctx: { scope, db }, input }) =>
      pageOfPatient({ scope, pageReader: () => db }, input, listRefusedEmails),
    ),

  resolve: protectedProcedure("patient:update", {
    describes: {
      practice: "Noted that a refused email address was tried",
      patient: "Noted that the patient's refused email address was tried",
    },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("POST /patients/{patientId}/refused-emails/resolve", "Note that a refused address was tried", {
      status: 204,
      description: "It is listed again if a mail server refuses it again.",
    })
    .input(schema.RefusedEmailOf)
    .output(Nothing)
    .mutation(({ ctx, input }) => endRefusal(ctx, input)),
});
